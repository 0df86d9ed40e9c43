using System.Net;
using System.Text.Json;
using RefillRadar.Tests.EndToEnd.Running;
using Xunit.Abstractions;

namespace RefillRadar.Tests.EndToEnd;

public sealed class KinesisEndpointTests(KinesisEndpointTests.Fixture fixture, ITestOutputHelper output)
    : RadarTest(fixture, output), IClassFixture<KinesisEndpointTests.Fixture>
{
    private const int Products = 100;
    private const int FirstLoaded = 1_000;
    private const int Loaded = 10_000;
    private const int LoadedWithThreshold = 100;
    private const int Threshold = 20;
    private const string BadRecord = """{"data":{"product_id":7,"quantity_available":"plenty"},"metadata":{"record-type":"data","operation":"update","schema-name":"HASP","table-name":"inventory"}}""";

    private static readonly string[] Thresholds =
    [
        "product_id,name,stockout_threshold,team",
        .. Enumerable.Range(1, Products).Concat(Enumerable.Range(FirstLoaded, LoadedWithThreshold)).Select(product => $"{product},Product {product},{Threshold},team {product % 4}"),
    ];

    [Fact]
    public async Task A_batch_posted_three_times_and_shuffled_gives_the_alerts_of_once_in_order()
    {
        var (batch, models) = Batch();
        Assert.Equal(500, batch.Length);
        Assert.Empty(await Api.PostEventAsync(KinesisEvent.Of(batch)));

        var once = await BatchAlertsAsync(Api);
        Assert.Equal(models.Sum(model => model.Value.Episodes), once.Count);
        foreach (var (product, model) in models)
        {
            Assert.Equal(model.Episodes, once.Count(alert => alert.ProductId == $"{product}"));
            Assert.Equal(model.IsOpen ? 1 : 0, once.Count(alert => alert.ProductId == $"{product}" && alert.Status == "firing"));
        }

        Assert.Equal(once.Count, once.DistinctBy(alert => alert.Id).Count());
        await Eventually.TrueAsync(async () => (await BatchAlertsAsync(Api)).All(alert => alert.Status != "firing" || alert.Notifications == 1), "every notice");
        var told = Brief(await BatchAlertsAsync(Api));
        Assert.Single(await BadOnesAsync(Api));

        var random = new Random(4);
        foreach (var again in new[] { batch, batch, Shuffled(batch, random), Shuffled(batch, random) })
            Assert.Empty(await Api.PostEventAsync(KinesisEvent.Of(again)));
        await Eventually.HoldsAsync(TimeSpan.FromSeconds(5), async () => Assert.Equal(told, Brief(await BatchAlertsAsync(Api))));

        var bad = Assert.Single(await BadOnesAsync(Api));
        Assert.Contains("quantity_available", bad.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal(BadRecord, System.Text.Encoding.UTF8.GetString(bad.GetProperty("bytes").GetBytesFromBase64()));

        // And a radar that never saw it in order.
        using var data = new RadarData(Thresholds);
        await using var other = await RadarProcess.StartAsync(data, RadarProcess.Quick);
        for (var time = 0; time < 3; time++)
            Assert.Empty(await other.Api.PostEventAsync(KinesisEvent.Of(Shuffled(batch, random))));
        Assert.Equal(
            once.Select(alert => (alert.Id, alert.Status)).Order(),
            (await BatchAlertsAsync(other.Api)).Select(alert => (alert.Id, alert.Status)).Order());
    }

    [Fact]
    public async Task A_full_load_of_10000_rows_in_several_bodies_raises_what_is_low_once()
    {
        var rows = Enumerable.Range(0, Loaded).Select(row =>
            KinesisEvent.Dms(20_000 + row, "load", FirstLoaded + row, row < LoadedWithThreshold ? row % 2 == 0 ? "5" : "500" : "0")).ToArray();
        for (var time = 0; time < 2; time++)
        {
            foreach (var body in rows.Chunk(2_500))
                Assert.Empty(await Api.PostEventAsync(KinesisEvent.Of(body)));
        }

        var alerts = (await Api.AlertsAsync()).Where(alert => int.Parse(alert.ProductId, null) >= FirstLoaded).ToArray();
        Assert.Equal(
            Enumerable.Range(0, LoadedWithThreshold / 2).Select(row => $"{FirstLoaded + row * 2}").Order(),
            alerts.Select(alert => alert.ProductId).Order());
        Assert.All(alerts, alert => Assert.Equal(("firing", 5m), (alert.Status, alert.Quantity)));
        var stats = await Api.GetAsync("/api/stats");
        Assert.Equal(Loaded - LoadedWithThreshold, stats.GetProperty("untracked").GetInt32());
    }

    [Fact]
    public async Task A_control_record_and_an_empty_event_are_answered_with_nothing_to_send_again()
    {
        Assert.Empty(await Api.PostEventAsync(KinesisEvent.Of([KinesisEvent.Control(90_000)])));
        Assert.Empty(await Api.PostEventAsync("""{"Records":[]}"""));
        using var response = await Api.PostAsync("/ingest/kinesis", """{"Records":[]}""");
        Assert.Equal("""{"batchItemFailures":[]}""", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"Records":[{"eventSource":"aws:sqs","body":"x"}]}""")]
    public async Task A_body_that_is_no_kinesis_event_is_a_problem_of_400(string body)
    {
        using var response = await Api.PostAsync("/ingest/kinesis", body);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        await AssertProblemAsync(response);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused_with_413()
    {
        using var response = await Api.PostAsync("/ingest/kinesis", new byte[(8 << 20) + 1], "application/json");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Theory]
    [InlineData("/ingest/kinesis", "text/plain")]
    [InlineData("/ingest/kinesis", "application/x-www-form-urlencoded")]
    [InlineData("/ingest/records", "text/plain")]
    public async Task What_a_web_page_could_send_unasked_is_refused_with_415(string path, string type)
    {
        using var response = await Api.PostAsync(path, """{"Records":[]}""", type);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        await AssertProblemAsync(response);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.9")]
    [InlineData("Forwarded", "for=203.0.113.9")]
    [InlineData("X-Forwarded-Host", "shop.example")]
    public async Task A_forwarded_request_is_refused_with_403(string header, string value)
    {
        using var response = await Api.PostAsync("/ingest/kinesis", """{"Records":[]}""", headers: headers => headers.Add(header, value));
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        await AssertProblemAsync(response);
    }

    [Theory]
    [InlineData("/ingest/kinesis")]
    [InlineData("/ingest/records")]
    public async Task A_request_to_a_foreign_host_name_is_refused(string path)
    {
        using var response = await Api.PostAsync(path, """{"Records":[]}""", headers: headers => headers.Host = "shop.example");
        Assert.True(response.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.BadRequest, $"{response.StatusCode}");
    }

    private static async Task AssertProblemAsync(HttpResponseMessage response)
    {
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal((int)response.StatusCode, problem.RootElement.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.RootElement.GetProperty("detail").GetString()!);
    }

    // 498 changes of a hundred products, one control record, one that cannot be read.
    private static (KinesisRecord[] Batch, Dictionary<int, EpisodeModel> Models) Batch()
    {
        var random = new Random(3);
        var models = Enumerable.Range(1, Products).ToDictionary(product => product, _ => new EpisodeModel(Threshold, Threshold));
        var batch = Enumerable.Range(1, 500).Select(place =>
        {
            if (place == 1)
                return KinesisEvent.Control(place);
            if (place == 250)
                return KinesisEvent.Bad(place, BadRecord);
            var (product, quantity) = (random.Next(1, Products + 1), random.Next(0, 45));
            models[product].Next(quantity);
            return KinesisEvent.Dms(place, "update", product, $"{quantity}");
        });
        return (batch.ToArray(), models);
    }

    private static KinesisRecord[] Shuffled(KinesisRecord[] batch, Random random)
    {
        KinesisRecord[] copy = [.. batch];
        random.Shuffle(copy);
        return copy;
    }

    private static async Task<List<AlertItem>> BatchAlertsAsync(RadarApi api) =>
        [.. (await api.AlertsAsync()).Where(alert => int.Parse(alert.ProductId, null) <= Products)];

    private static List<string> Brief(IEnumerable<AlertItem> alerts) =>
        [.. alerts.Select(alert => $"{alert.Id} {alert.Status} {alert.Severity} {alert.Quantity} {alert.Notifications}").Order(StringComparer.Ordinal)];

    private static async Task<JsonElement[]> BadOnesAsync(RadarApi api) =>
        [.. (await api.GetAsync("/api/quarantine?limit=1000")).GetProperty("items").EnumerateArray().Where(item => item.GetProperty("text").GetString()!.Contains("plenty", StringComparison.Ordinal))];

    public sealed class Fixture() : RadarFixture(Thresholds);
}
