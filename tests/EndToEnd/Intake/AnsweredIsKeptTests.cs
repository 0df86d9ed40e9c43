using System.Net;
using RefillRadar.Tests.EndToEnd.Running;
using Xunit.Abstractions;

namespace RefillRadar.Tests.EndToEnd.Intake;

/// <summary>What was answered with 200 is there after SIGKILL, the levels as well, at every endpoint.</summary>
public sealed class AnsweredIsKeptTests(ITestOutputHelper output)
{
    private const int Products = 24;
    private static readonly DateTimeOffset At = new(2026, 11, 23, 1, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> Endpoints => ["kinesis", "records", "plain"];

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task Levels_alerts_and_numbers_are_those_of_before(string endpoint)
    {
        await using var radar = await StartAsync();
        // The first levels are in the snapshot; those of the end are not.
        await PostAsync(radar, endpoint, 1, All.Select(product => (product, 100)));
        await radar.StopAndStartAsync();
        await PostAsync(radar, endpoint, 2, All.Select(product => (product, product % 3 == 0 ? 4 : 60)));
        await PostAsync(radar, endpoint, 3, All.Select(product => (product, product % 3 == 0 ? 3 : 50)));
        foreach (var product in All.Where(IsLow))
            await radar.Api.AlertAsync(product, "firing");
        await radar.KillAndStartAsync();

        await Eventually.PassesAsync(async () =>
        {
            foreach (var product in All)
                Assert.Equal(IsLow(product) ? 3m : 50m, await radar.Api.QuantityAsync($"{product}"));
            var stats = await radar.Api.GetAsync("/api/stats");
            Assert.Equal(Products / 3, stats.GetProperty("low").GetInt32());
            Assert.Equal(3 * Products, stats.GetProperty("recordsTotal").GetInt64());
        });

        // An older change, come again after the newer one, opens nothing. Without a place it would be a change of its own.
        if (endpoint != "plain")
            await PostAsync(radar, endpoint, 2, All.Select(product => (product, product % 3 == 0 ? 4 : 60)));
        var alerts = await radar.Api.AlertsAsync();
        Assert.Equal(All.Where(IsLow).Select(product => $"{product}").Order(), alerts.Select(alert => alert.ProductId).Order());
        Assert.All(alerts, alert => Assert.Equal(("firing", 3m), (alert.Status, alert.Quantity)));
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task A_threshold_raised_while_it_was_down_is_held_against_the_answered_levels(string endpoint)
    {
        await using var radar = await StartAsync();
        await PostAsync(radar, endpoint, 1, All.Select(product => (product, 100)));
        await radar.StopAndStartAsync();
        await PostAsync(radar, endpoint, 2, All.Select(product => (product, 50)));
        await radar.KillAndStartAsync(Thresholds(60));
        foreach (var product in All)
            Assert.Equal(50m, (await radar.Api.AlertAsync(product, "firing")).Quantity);
        Assert.Equal(Products, (await radar.Api.AlertsAsync()).Count);
    }

    [Fact]
    public async Task Nothing_is_restocked_by_a_snapshot_of_before()
    {
        await using var radar = await StartAsync();
        await PostAsync(radar, "plain", 1, [(1, 50)]);
        await radar.StopAndStartAsync();
        await PostAsync(radar, "plain", 2, [(1, 3)]);
        var before = await radar.Api.AlertAsync(1, "firing");
        await radar.KillAndStartAsync();
        await radar.Api.LevelAsync(1, 3);

        // A change later, everything that follows a start has been looked at.
        await PostAsync(radar, "plain", 3, [(2, 4)]);
        await radar.Api.AlertAsync(2, "firing");
        var after = Assert.Single(await radar.Api.AlertsOfAsync(1));
        Assert.Equal((before.Id, "firing", 3m), (after.Id, after.Status, after.Quantity));
    }

    private static IEnumerable<int> All => Enumerable.Range(1, Products);

    private static bool IsLow(int product) => product % 3 == 0;

    private static string[] Thresholds(int threshold) =>
        [.. All.Select(product => $"{product},Product {product},{threshold}").Prepend("product_id,name,stockout_threshold")];

    private Task<RadarLives> StartAsync() => RadarLives.StartAsync(Thresholds(20), RadarProcess.Quick, output);

    private static async Task PostAsync(RadarLives radar, string endpoint, int round, IEnumerable<(int Product, int Quantity)> levels)
    {
        if (endpoint == "kinesis")
        {
            var records = levels.Select(level => KinesisEvent.Dms(round * 1000 + level.Product, "update", level.Product, $"{level.Quantity}"));
            Assert.Empty(await radar.Api.PostEventAsync(KinesisEvent.Of(records)));
            return;
        }

        var lines = levels.Select(level => endpoint == "plain"
            ? Lines.Plain(level.Product, level.Quantity)
            : Lines.Debezium(level.Product, level.Quantity, At.AddSeconds(round), "binlog.000007", round * 100_000 + level.Product * 100));
        using var response = await radar.Api.PostAsync("/ingest/records", string.Join('\n', lines));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }
}
