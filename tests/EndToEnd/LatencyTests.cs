using System.Diagnostics;
using RefillRadar.Tests.EndToEnd.Running;
using Xunit.Abstractions;

namespace RefillRadar.Tests.EndToEnd;

public sealed class LatencyTests(LatencyTests.Fixture fixture, ITestOutputHelper output)
    : RadarTest(fixture, output), IClassFixture<LatencyTests.Fixture>
{
    private const int Products = 500;
    private const int Changes = 1_000;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(25);

    [Fact]
    public async Task From_commit_to_hub_message_99_of_100_changes_take_less_than_half_a_second()
    {
        await using var hub = await HubListener.ConnectAsync(Radar);
        using var shop = Data.OpenShop();
        var committed = new Dictionary<(string, string), long>();
        using (var timer = new PeriodicTimer(Pace))
        {
            // Every change crosses: each product runs out, and is restocked in the second round.
            for (var change = 0; change < Changes; change++)
            {
                var (product, down) = (1 + change % Products, change < Products);
                await timer.WaitForNextTickAsync();
                shop.Set(product, down ? 0 : 50);
                committed[($"{product}", down ? "firing" : "resolved")] = Stopwatch.GetTimestamp();
            }
        }

        var arrived = new Dictionary<(string, string), long>();
        await Eventually.TrueAsync(
            () =>
            {
                foreach (var (alert, at) in hub.Alerts)
                    arrived.TryAdd((alert.ProductId, alert.Status), at);
                return committed.Keys.All(arrived.ContainsKey);
            },
            "a message of every change");

        double[] latencies = [.. committed.Select(change => Stopwatch.GetElapsedTime(change.Value, arrived[change.Key]).TotalMilliseconds).Order()];
        var (p50, p99) = (latencies[Changes / 2], latencies[Changes * 99 / 100]);
        var figures = $"commit to hub message over {Changes} changes: p50 {p50:0} ms, p99 {p99:0} ms, max {latencies[^1]:0} ms";
        Output.WriteLine(figures);
        Console.WriteLine(figures);
        Assert.True(p99 < 500, figures);
    }

    public sealed class Fixture() : RadarFixture(
        ["product_id,name,stockout_threshold,team", .. Enumerable.Range(1, Products).Select(product => $"{product},Product {product},10,team {product % 5}")])
    {
        public override async Task InitializeAsync()
        {
            await base.InitializeAsync();
            using var shop = Data.OpenShop();
            shop.Stock(Enumerable.Range(1, Products), 50);
            await Api.LevelAsync(Products, 50);
        }
    }
}
