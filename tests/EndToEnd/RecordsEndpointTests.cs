using System.Net;
using System.Text.Json;
using RefillRadar.Tests.EndToEnd.Running;
using Xunit.Abstractions;

namespace RefillRadar.Tests.EndToEnd;

public sealed class RecordsEndpointTests(RecordsEndpointTests.Fixture fixture, ITestOutputHelper output)
    : RadarTest(fixture, output), IClassFixture<RecordsEndpointTests.Fixture>
{
    private const string Key = "a-key-of-two-dozen-letters";

    private static readonly string Lines = string.Join('\n',
        KinesisEvent.Dms(1, "update", 1, "5").Data.ReplaceLineEndings(""),
        """{"before":null,"after":{"product_id":2,"quantity_available":5},"source":{"connector":"mysql","name":"shop","ts_ms":1772359872000,"db":"HASP","table":"inventory","file":"mysql-bin.000012","pos":4711,"row":0},"op":"c","ts_ms":1772359873123}""",
        """{"database":"HASP","table":"inventory","type":"update","ts":1772359872,"xid":23396,"position":"master.000006:800911","commit":true,"data":{"product_id":3,"quantity_available":5},"old":{"quantity_available":30}}""",
        """{"database":"HASP","table":"inventory","type":"table-alter","ts":1772359872,"sql":"alter table inventory add x int"}""",
        """{"database":"HASP","table":"inventory","type":"insert","ts":1772359872,"data":{"product_id":4,"quantity_available":{}}}""");

    [Fact]
    public async Task Lines_of_dms_debezium_and_maxwell_are_counted_and_raise_alerts_once()
    {
        Assert.Equal((3, 1, 1), await PostAsync(Lines));
        Assert.Equal((0, 4, 1), await PostAsync(Lines));
        var alerts = await Api.AlertsAsync("status=firing");
        Assert.Equal(["1", "2", "3"], alerts.Select(alert => alert.ProductId).Where(id => id is "1" or "2" or "3" or "4").Order());
        var kept = Assert.Single((await Api.GetAsync("/api/quarantine")).GetProperty("items").EnumerateArray());
        Assert.Equal(Lines.Split('\n')[^1], await Api.TextAsync($"/api/quarantine/{kept.GetProperty("id").GetString()}/bytes"));
        Assert.Equal(HttpStatusCode.NotFound, await Api.StatusAsync("/api/quarantine/nothing/bytes"));
    }

    [Fact]
    public async Task What_was_skipped_is_counted_by_its_reason_with_the_tables_that_were_named()
    {
        string Of(string schema, string table, int offset) =>
            $$$"""{"database":"{{{schema}}}","table":"{{{table}}}","type":"update","ts":1772359872,"xid":1,"position":"bin.000001:{{{offset}}}","data":{"product_id":9,"quantity_available":50}}""";
        string[] lines =
        [
            Of("HASP", "inventory", 20), Of("HASP", "inventory", 20), Of("HASP", "orders", 1), Of("HASP", "orders", 2),
            Of("Other", "inventory", 3), "null", """{"database":"HASP","table":"inventory","type":"table-alter","ts":1772359872,"sql":"x"}""",
        ];
        using var first = await SendAsync(string.Join('\n', lines), Key, position: null);
        using var answer = JsonDocument.Parse(await first.Content.ReadAsStringAsync());
        Assert.Equal(6, answer.RootElement.GetProperty("skipped").GetInt32());
        Assert.Equal(
            """{"control":1,"duplicate":1,"otherTable":3,"tombstone":1}""", answer.RootElement.GetProperty("skippedBy").GetRawText());
        Assert.Equal("""["HASP.orders","Other.inventory"]""", answer.RootElement.GetProperty("otherTables").GetRawText());

        using var older = await SendAsync(Of("HASP", "inventory", 10), Key, position: null);
        Assert.Equal("""{"applied":0,"skipped":1,"quarantined":0,"skippedBy":{"older":1}}""", await older.Content.ReadAsStringAsync());
        using var news = await SendAsync(Of("HASP", "inventory", 30), Key, position: null);
        Assert.Equal("""{"applied":1,"skipped":0,"quarantined":0}""", await news.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task The_position_header_orders_records_that_have_none_of_their_own()
    {
        Assert.Equal((1, 0, 0), await PostAsync(Maxwell(10, 5), "100"));
        Assert.Equal((0, 1, 0), await PostAsync(Maxwell(10, 90), "99"));
        Assert.Equal("firing", Assert.Single(await Api.AlertsOfAsync(10)).Status);
        Assert.Equal((1, 0, 0), await PostAsync(Maxwell(10, 90), "101"));
        Assert.Equal("resolved", Assert.Single(await Api.AlertsOfAsync(10)).Status);

        using var refused = await SendAsync(Maxwell(10, 1), Key, "soon");
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Theory]
    [InlineData("/ingest/kinesis")]
    [InlineData("/ingest/records")]
    public async Task With_a_key_configured_only_its_holder_is_let_in(string path)
    {
        foreach (var wrong in new[] { null, "Bearer", "Bearer another-key", $"Basic {Key}" })
        {
            using var refused = await Api.PostAsync(path, """{"Records":[]}""", headers: headers => headers.TryAddWithoutValidation("Authorization", wrong));
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
            Assert.Equal("Bearer", refused.Headers.WwwAuthenticate.ToString());
        }

        using var taken = await Api.PostAsync(path, path.EndsWith("kinesis", StringComparison.Ordinal) ? """{"Records":[]}""" : "",
            headers: headers => headers.TryAddWithoutValidation("Authorization", $"Bearer {Key}"));
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
    }

    private static string Maxwell(int product, int quantity) =>
        $$$"""{"database":"HASP","table":"inventory","type":"update","ts":1772359872,"data":{"product_id":{{{product}}},"quantity_available":{{{quantity}}}}}""";

    private async Task<(int Applied, int Skipped, int Quarantined)> PostAsync(string lines, string? position = null)
    {
        using var response = await SendAsync(lines, Key, position);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, text);
        using var answer = JsonDocument.Parse(text);
        int Count(string name) => answer.RootElement.GetProperty(name).GetInt32();
        return (Count("applied"), Count("skipped"), Count("quarantined"));
    }

    private Task<HttpResponseMessage> SendAsync(string lines, string key, string? position) =>
        Api.PostAsync("/ingest/records", lines, headers: headers =>
        {
            headers.TryAddWithoutValidation("Authorization", $"Bearer {key}");
            if (position is not null)
                headers.Add("X-Position", position);
        });

    public sealed class Fixture() : RadarFixture(
        ["product_id,name,stockout_threshold", .. Enumerable.Range(1, 10).Select(product => $"{product},Product {product},20")])
    {
        internal override string[] Settings => [.. RadarProcess.Quick, $"--RefillRadar:Ingest:Key={Key}"];
    }
}
