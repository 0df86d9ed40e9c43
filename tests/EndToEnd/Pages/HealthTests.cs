using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using RefillRadar.Tests.EndToEnd.Chaos;
using RefillRadar.Tests.EndToEnd.Chaos.Faults;
using RefillRadar.Tests.EndToEnd.Running;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace RefillRadar.Tests.EndToEnd.Pages;

/// <summary>One verdict, wherever it is asked for: API, readiness, metrics, chip, banner, badges and System page.</summary>
[Collection(Alone.Name)]
public sealed partial class HealthTests(Browser browser, ITestOutputHelper output) : IClassFixture<Browser>
{
    private const string Header = "product_id,name,stockout_threshold";
    private const string Good = """{"data":{"product_id":1,"quantity_available":50},"metadata":{"operation":"update","timestamp":"2026-01-01T00:00:00Z"}}""";
    private const string Low = """{"data":{"product_id":1,"quantity_available":3},"metadata":{"operation":"update","timestamp":"2026-01-01T00:01:00Z"}}""";

    [BrowserFact]
    public async Task Every_mixture_of_troubles_is_the_same_verdict_everywhere()
    {
        using var data = new RadarData();
        var thresholds = Path.Combine(data.Path, "thresholds.csv");
        await using var radar = RadarProcess.Launch(
            data,
            [
                .. RadarProcess.Quick, "--RefillRadar:Source:Type=None", "--RefillRadar:Smtp:Host=127.0.0.1", $"--RefillRadar:Smtp:Port={RadarProcess.FreePort()}",
                "--RefillRadar:Notifications:OperatorsTeam=", "--RefillRadar:Smtp:From=radar@example.org", "--RefillRadar:Smtp:To=shop@example.org", "--RefillRadar:Smtp:Security=None",
            ]);
        try
        {
            await Eventually.TrueAsync(async () => await radar.Api.StatusAsync("/health/live") == HttpStatusCode.OK, "the program to run");
            await VerdictAsync(radar, isServing: false, "failing", "thresholds failing", "source attention");
            var page = await browser.OpenAsync(radar, "/");
            await Expect(page.GetByText("No thresholds in force.").First).ToBeVisibleAsync();
            await ShownAsync(page, radar, "failing", "No threshold file. No product can alert until one is loaded.");

            await File.WriteAllTextAsync(thresholds, $"{Header}\n1,Milk,20\n");
            await VerdictAsync(radar, isServing: true, "attention", "source attention");
            await PostAsync(radar, Good);
            await VerdictAsync(radar, isServing: true, "ok");
            await ShownAsync(page, radar, "ok", null);

            await PostAsync(radar, Good + "\n{\"data\":");
            await VerdictAsync(radar, isServing: true, "attention", "quarantine attention");
            await ShownAsync(page, radar, "attention", "quarantined");

            await File.WriteAllTextAsync(thresholds, $"{Header}\n1,Milk,many\n");
            await VerdictAsync(radar, isServing: true, "attention", "thresholds attention", "quarantine attention");
            await PostAsync(radar, Low);
            await VerdictAsync(radar, isServing: true, "failing", "thresholds attention", "notifications failing", "quarantine attention");
            await ShownAsync(page, radar, "failing", "Retrying the e-mail");

            await File.WriteAllTextAsync(thresholds, $"{Header}\n1,Milk,20\n");
            await VerdictAsync(radar, isServing: true, "failing", "notifications failing", "quarantine attention");
            await page.Context.DisposeAsync();
        }
        catch
        {
            output.WriteLine(radar.Output);
            throw;
        }
    }

    [BrowserFact]
    public async Task A_source_that_falls_silent_is_stale_and_recovers()
    {
        using var data = new RadarData(Header, "1,Milk,20");
        await using var radar = await RadarProcess.StartAsync(data, [.. RadarProcess.Quick, "--RefillRadar:Ingest:StaleAfterSeconds=4"]);
        using var shop = data.OpenShop();
        await VerdictAsync(radar, isServing: true, "failing", "source failing");
        await Eventually.TrueAsync(() => Subjects(data).SequenceEqual(["RefillRadar: source failing"]), "the e-mail to operators");
        Assert.True((await radar.Api.GetAsync("/api/stats")).GetProperty("feedStale").GetBoolean());
        shop.Stock([1], 50);
        await VerdictAsync(radar, isServing: true, "ok");
        await Eventually.TrueAsync(() => Subjects(data).Contains("RefillRadar: source recovered"), "the e-mail about the recovery");
        shop.Set(1, 5);
        await Eventually.TrueAsync(() => Subjects(data).Contains("Stock Alert: Milk (ID: 1)"), "the e-mail about the product");
        var page = await browser.OpenAsync(radar, "/");

        // Our own shop is alive as long as its file is there.
        foreach (var end in new[] { "", "-wal", "-shm" })
            File.Move(data.ShopPath + end, data.ShopPath + ".away" + end);
        await VerdictAsync(radar, isServing: true, "failing", "source failing");
        await Expect(page.GetByTestId("connection-chip")).ToHaveAttributeAsync("data-state", "stale");
        await Expect(page.GetByTestId("health-banner")).ToContainTextAsync("Levels may be out of date.");
        data.WriteThresholds(Header, "1,Milk,2");
        await radar.Api.AlertAsync(1, "resolved");
        await page.GotoAsync(new Uri(radar.Address, "/system").AbsoluteUri);
        await Expect(page.GetByTestId("operators-notified")).ToBeVisibleAsync();
        await Expect(page.GetByTestId("team-row")).ToContainTextAsync("(1 held)");
        Assert.DoesNotContain(Subjects(data), subject => subject.Contains("Resolved", StringComparison.Ordinal));
        foreach (var end in new[] { "-wal", "-shm", "" })
            File.Move(data.ShopPath + ".away" + end, data.ShopPath + end);
        await VerdictAsync(radar, isServing: true, "ok");
        await Expect(page.GetByTestId("connection-chip")).ToHaveAttributeAsync("data-state", "live");
        await Eventually.TrueAsync(() => Subjects(data).Contains("Stock Alert: Resolved - Milk (ID: 1)"), "the e-mail that was held back");
        await page.Context.DisposeAsync();
    }

    [Fact]
    public async Task A_full_disk_and_a_locked_database_take_the_process_out_of_service_and_back()
    {
        using var data = new RadarData(Header, "1,Milk,20");
        using var disk = SmallDisk.TryMount(data.Path, 64);
        await File.WriteAllTextAsync(Path.Combine(data.Path, "thresholds.csv"), $"{Header}\n1,Milk,20\n");
        await using var radar = await RadarProcess.StartAsync(data, [.. RadarProcess.Quick, "--RefillRadar:Source:Type=None", "--RefillRadar:Notifications:OperatorsTeam="]);
        await PostAsync(radar, Low);
        var alert = await radar.Api.AlertAsync(1, "firing");
        var roomy = disk is null ? [] : new[] { "disk attention" };
        await VerdictAsync(radar, isServing: true, disk is null ? "ok" : "attention", roomy);
        if (disk is not null)
        {
            var full = new FullDiskFault(data.Path).StrikeAsync(new PlannedFault(FaultKind.FullDisk, TimeSpan.Zero, TimeSpan.FromSeconds(12), 0));
            await Eventually.TrueAsync(async () => await radar.Api.StatusAsync("/health/ready") == HttpStatusCode.ServiceUnavailable, "the full disk to be seen");
            await full;
            await VerdictAsync(radar, isServing: true, "attention", roomy);
        }

        var locked = new LockedDatabaseFault(Path.Combine(data.Path, "radar.db")).StrikeAsync(new PlannedFault(FaultKind.LockedRadar, TimeSpan.Zero, TimeSpan.FromSeconds(40), 0));
        await Eventually.TrueAsync(async () => await radar.Api.StatusAsync("/health/ready") == HttpStatusCode.ServiceUnavailable, "the locked database to be seen");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await radar.Api.ActAsync(alert.Id, "acknowledge")).Status);
        await locked;
        await Eventually.TrueAsync(async () => await radar.Api.StatusAsync("/health/ready") == HttpStatusCode.OK, "the process to be back");
    }

    private static IEnumerable<string> Subjects(RadarData data) => data.Mails().Select(mail => mail.Subject);

    private static async Task PostAsync(RadarProcess radar, string lines)
    {
        using var response = await radar.Api.PostAsync("/ingest/records", lines);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    // All of them show the verdict of one look, so they agree soon, if not at the same moment.
    private static async Task VerdictAsync(RadarProcess radar, bool isServing, string status, params string[] troubles)
    {
        var expected = $"{(isServing ? 200 : 503)} {status}: {string.Join(", ", troubles)}";
        await Eventually.PassesAsync(
            async () =>
            {
                var api = await radar.Api.GetAsync("/api/health");
                using var response = await radar.Api.Http.GetAsync("/health/ready");
                var ready = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
                var code = (int)response.StatusCode;
                Assert.Equal(expected, $"{code} {api.GetProperty("status")}: {string.Join(", ", Troubles(api))}");
                Assert.Equal(expected, $"{code} {ready.GetProperty("status")}: {string.Join(", ", Troubles(ready))}");
                Assert.Equal(troubles.Order(), Measured(await radar.Api.MetricsAsync() ?? "").Order());
                Assert.All(api.GetProperty("items").EnumerateArray(), item => Assert.EndsWith(".", item.GetProperty("reason").GetString(), StringComparison.Ordinal));
            },
            TimeSpan.FromSeconds(60));
    }

    private static async Task ShownAsync(IPage page, RadarProcess radar, string status, string? reason)
    {
        await Expect(page.GetByTestId("connection-chip")).ToHaveAttributeAsync("data-health", status);
        if (reason is null)
        {
            await Expect(page.GetByTestId("health-banner")).ToHaveCountAsync(0);
            await Expect(page.GetByTestId("nav-badge")).ToHaveCountAsync(0);
        }
        else
        {
            await Expect(page.GetByTestId("health-banner")).ToHaveAttributeAsync("data-status", status);
            await Expect(page.GetByTestId("health-banner")).ToContainTextAsync(reason);
            await Expect(page.Locator("a[href='/system'] [data-testid=nav-badge]")).ToHaveAttributeAsync("data-status", status);
        }

        await page.SetViewportSizeAsync(360, 740);
        Assert.Equal(360, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await page.SetViewportSizeAsync(1280, 800);
        var before = page.Url;
        await page.GotoAsync(new Uri(radar.Address, "/system").AbsoluteUri);
        await Expect(page.GetByTestId("system-summary")).ToHaveAttributeAsync("data-status", status);
        await page.GotoAsync(before);
        await Browser.LiveAsync(page);
    }

    private static IEnumerable<string> Troubles(JsonElement health) => health.GetProperty("items").EnumerateArray()
        .Select(item => $"{item.GetProperty("name").GetString()} {item.GetProperty("status").GetString()}").Where(item => !item.EndsWith(" ok", StringComparison.Ordinal));

    private static IEnumerable<string> Measured(string metrics) => HealthLine().Matches(metrics)
        .Select(line => (Name: line.Groups[1].Value, Status: line.Groups[2].Value)).Where(item => item.Status != "0")
        .Select(item => $"{item.Name} {(item.Status == "1" ? "attention" : "failing")}");

    [GeneratedRegex("""^refillradar_health(?:_status)?\{[^}]*name="(\w+)"[^}]*\} (\d)""", RegexOptions.Multiline)]
    private static partial Regex HealthLine();
}
