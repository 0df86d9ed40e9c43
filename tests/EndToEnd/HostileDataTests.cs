using System.Net;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using RefillRadar.Tests.EndToEnd.Running;
using Xunit.Abstractions;

namespace RefillRadar.Tests.EndToEnd;

public sealed class HostileDataTests(HostileDataTests.Fixture fixture, Browser browser, ITestOutputHelper output)
    : RadarTest(fixture, output), IClassFixture<HostileDataTests.Fixture>, IClassFixture<Browser>
{
    private const string Script = "<script>window.hacked=1;alert(1)</script><img src=x onerror=\"window.hacked=1;alert(2)\">";
    private const string Formula = "=HYPERLINK(\"http://evil.example\",\"Milk\")";
    private const string Lines = "Milk\r\nBcc: everybody@example.com\n\nX-Evil: 1";
    private const string Emoji = "🥛 Frische Müllermilch 牛奶 👨‍👩‍👧‍👦";
    private static readonly string Long = new('M', 900);

    private static readonly string[] Names = [Script, Formula, Lines, Emoji, Long, "+1+1", "@SUM(1)", "-2", "\tTab"];

    [Fact]
    public async Task Names_that_are_markup_formulas_or_several_lines_pass_unchanged_and_harmless()
    {
        var alerts = await NamedAlertsAsync();
        // Blanks around a name are not part of it.
        Assert.Equal(Names.Select(name => name.Trim().ReplaceLineEndings("\n")), alerts.Select(alert => alert.ProductName.ReplaceLineEndings("\n")));

        var csv = await Api.TextAsync("/api/alerts.csv");
        var cells = Csv(csv);
        foreach (var alert in alerts)
        {
            var row = Assert.Single(cells, row => row[0].TrimStart('\'') == alert.Id);
            Assert.False(row[2].TrimStart() is ['=' or '+' or '-' or '@', ..], $"A spreadsheet would run: {row[2]}");
            Assert.Equal(alert.ProductName, row[2].TrimStart('\''));
        }
    }

    [Fact]
    public async Task Mails_about_them_have_a_subject_of_one_printable_line()
    {
        await NamedAlertsAsync();
        await Eventually.TrueAsync(
            () => Enumerable.Range(1, Names.Length).All(product => Data.Mails().SelectMany(mail => mail.Notices).Any(notice => notice.ProductId == $"{product}")),
            "a mail about each");
        foreach (var mail in Data.Mails())
        {
            Assert.InRange(mail.Subject.Length, 1, 99);
            Assert.DoesNotContain(mail.RawSubject, character => character is (< ' ' or > '~') and not ('\r' or '\n' or '\t'));
            Assert.DoesNotContain(mail.Subject, character => character is < ' ' or > '~');
            Assert.StartsWith("Stock Alert: ", mail.Subject, StringComparison.Ordinal);
            var headers = (await File.ReadAllTextAsync(mail.File)).ReplaceLineEndings("\n").Split("\n\n")[0];
            Assert.DoesNotContain("\nBcc:", headers, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("\nX-Evil", headers, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Contains(Data.Mails(), mail => mail.Body.Contains(Emoji, StringComparison.Ordinal));
    }

    [BrowserFact]
    public async Task Nothing_of_them_is_executed_by_a_browser()
    {
        var alerts = await NamedAlertsAsync();
        var page = await browser.OpenAsync(Radar, "/");
        var dialogs = 0;
        page.Dialog += (_, dialog) =>
        {
            dialogs++;
            _ = dialog.DismissAsync();
        };
        foreach (var path in new[] { "/", "/alerts", "/products", "/products/1", $"/alerts/{alerts[0].Id}", "/quarantine", "/thresholds", "/system" })
        {
            await page.GotoAsync(new Uri(Radar.Address, path).AbsoluteUri);
            await Browser.LiveAsync(page);
            if (path is not ("/quarantine" or "/thresholds" or "/system"))
                await page.GetByText("window.hacked=1", new() { Exact = false }).First.WaitForAsync();
            Assert.False(await page.EvaluateAsync<bool>("'hacked' in window"), path);
            Assert.Equal(0, await page.Locator("main img[src=x]").CountAsync());
        }

        Assert.Equal(0, dialogs);
        await page.Context.DisposeAsync();
    }

    [Fact]
    public async Task A_shop_without_any_constraints_breaks_nothing()
    {
        fixture.Write(
            "INSERT INTO inventory VALUES(21, 100), (22, 100), (23, 100), (24, 100), (25, 100), (26, 100), (999999, 3)",
            "UPDATE inventory SET quantity_available = -7 WHERE product_id = 21",
            "UPDATE inventory SET quantity_available = NULL WHERE product_id = 22",
            "UPDATE inventory SET quantity_available = 9223372036854775807 WHERE product_id = 23",
            "UPDATE inventory SET quantity_available = 19.75 WHERE product_id = 24",
            "UPDATE inventory SET quantity_available = 'a few' WHERE product_id = 25",
            "UPDATE inventory SET quantity_available = 1e300 WHERE product_id = 26",
            "INSERT INTO inventory VALUES(NULL, 5)",
            "INSERT INTO inventory VALUES('<b>no id</b>', 5)",
            $"INSERT INTO inventory VALUES('{new string('k', 300)}', 5)",
            "UPDATE inventory SET quantity_available = 5 WHERE product_id = 27");
        Assert.Equal(("out", -7m), (await Api.AlertAsync(21, "firing")) is var negative ? (negative.Severity, negative.Quantity) : default);
        Assert.Equal(("low", 19.75m), (await Api.AlertAsync(24, "firing")) is var fraction ? (fraction.Severity, fraction.Quantity) : default);
        await Api.AlertAsync(27, "firing");
        await Api.LevelAsync(23, 9223372036854775807m);
        await Api.LevelAsync(999999, 3);
        Assert.Equal("untracked", (await Api.GetAsync("/api/products/999999")).GetProperty("status").GetString());
        Assert.Empty(await Api.AlertsOfAsync(999999));
        foreach (var unread in new[] { 22, 25, 26 })
        {
            Assert.Equal(100m, await Api.QuantityAsync($"{unread}"));
            Assert.Empty(await Api.AlertsOfAsync(unread));
            Assert.Contains(await QuarantineAsync(), item => item.Contains($"\"product_id\":{unread}", StringComparison.Ordinal));
        }

        Assert.Contains(await QuarantineAsync(), item => item.Contains("kkkkkkkkkk", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stream_with_the_same_breaks_nothing()
    {
        (int Product, string Quantity)[] rows =
        [
            (31, "-7"), (32, "null"), (33, "9223372036854775807"), (34, "19.75"), (35, "\"a few\""), (36, "1e300"), (37, "{\"deep\":[1]}"),
            (38, "\"1.5e1\""), (39, "5"), (999998, "3"),
        ];
        var records = rows.Select((row, place) => KinesisEvent.Dms(100_000 + place, "update", row.Product, row.Quantity)).Append(KinesisEvent.Bad(100_050, ""));
        Assert.Empty(await Api.PostEventAsync(KinesisEvent.Of(records.Append(KinesisEvent.Bad(100_051, "\0\u0001<script>")))));

        Assert.Equal(-7m, (await Api.AlertAsync(31, "firing")).Quantity);
        Assert.Equal(19.75m, (await Api.AlertAsync(34, "firing")).Quantity);
        Assert.Equal(15m, (await Api.AlertAsync(38, "firing")).Quantity);
        Assert.Equal(5m, (await Api.AlertAsync(39, "firing")).Quantity);
        Assert.Equal(9223372036854775807m, await Api.QuantityAsync("33"));
        Assert.Equal(3m, await Api.QuantityAsync("999998"));
        foreach (var unread in new[] { 32, 35, 36, 37 })
        {
            Assert.Empty(await Api.AlertsOfAsync(unread));
            Assert.Contains(await QuarantineAsync(), item => item.Contains($"\"product_id\":{unread}", StringComparison.Ordinal));
        }

        Assert.Equal(HttpStatusCode.OK, await Api.StatusAsync("/health/ready"));
    }

    private async Task<AlertItem[]> NamedAlertsAsync()
    {
        for (var product = 1; product <= Names.Length; product++)
            await Api.AlertAsync(product, "firing");
        var alerts = await Api.AlertsAsync("status=firing&limit=1000");
        return [.. Enumerable.Range(1, Names.Length).Select(product => alerts.Single(alert => alert.ProductId == $"{product}"))];
    }

    private async Task<string[]> QuarantineAsync() =>
        [.. (await Api.GetAsync("/api/quarantine?limit=1000")).GetProperty("items").EnumerateArray().Select(item => item.GetProperty("text").GetString()!)];

    // RFC 4180, as a spreadsheet reads it.
    private static List<string[]> Csv(string text)
    {
        List<string[]> rows = [];
        List<string> row = [];
        var cell = new System.Text.StringBuilder();
        var quoted = false;
        text = text.TrimStart('\uFEFF');
        for (var index = 0; index < text.Length; index++)
        {
            var unit = text[index];
            if (quoted && unit == '"' && index + 1 < text.Length && text[index + 1] == '"')
                cell.Append(text[++index]);
            else if (unit == '"')
                quoted = !quoted;
            else if (quoted || unit is not (',' or '\r' or '\n'))
                cell.Append(unit);
            else if (unit != '\r')
            {
                row.Add(cell.ToString());
                cell.Clear();
                if (unit == '\n')
                {
                    rows.Add([.. row]);
                    row.Clear();
                }
            }
        }

        return rows;
    }

    public sealed class Fixture() : RadarFixture(
        "product_id,stockout_threshold,team,name",
        string.Join('\n', Names.Select((name, index) => $"{index + 1},20,team {index},\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")),
        string.Join('\n', Enumerable.Range(21, 20).Select(product => $"{product},20,others,Product {product}")))
    {
        internal override string[] Settings => [.. RadarProcess.Quick, $"--RefillRadar:Shop:Path={ShopPath}", "--RefillRadar:Columns:UpdatedAt=quantity_available"];

        private string ShopPath => Data.File("lax.db");

        public override async Task InitializeAsync()
        {
            Write("CREATE TABLE inventory(product_id, quantity_available)");
            await base.InitializeAsync();
            Write([.. Enumerable.Range(1, Names.Length).Select(product => $"INSERT INTO inventory VALUES({product}, 4)"), "INSERT INTO inventory VALUES(27, 100)"]);
        }

        internal void Write(params string[] statements)
        {
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = ShopPath, Pooling = false }.ConnectionString);
            connection.Open();
            foreach (var statement in statements)
            {
                using var command = connection.CreateCommand();
                command.CommandText = statement;
                command.ExecuteNonQuery();
            }
        }
    }
}
