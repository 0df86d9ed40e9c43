using System.Diagnostics;
using RefillRadar.Tests.EndToEnd.Running;
using Xunit.Abstractions;

namespace RefillRadar.Tests.EndToEnd;

[Collection(Alone.Name)]
public sealed class LatencyTests(LatencyTests.Fixture fixture, ITestOutputHelper output)
    : RadarTest(fixture, output), IClassFixture<LatencyTests.Fixture>
{
    private const int Products = 500;
    private const int Changes = 1_000;
    private const int WarmUps = 20;
    private const int Rounds = 3;
    private const double Limit = 500;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(25);

    /// <summary>Whatever else the machine does at the time counts against a round, so the best of three is taken; all are shown.</summary>
    [Fact]
    public async Task From_commit_to_hub_message_99_of_100_changes_take_less_than_half_a_second()
    {
        await WarmUpAsync();
        var best = double.MaxValue;
        for (var round = 1; round <= Rounds && best >= Limit; round++)
        {
            var latencies = await MeasureAsync();
            double[] sorted = [.. latencies.Order()];
            var slow = latencies.Select((latency, change) => (latency, change)).Where(pair => pair.latency >= Limit).Select(pair => pair.change);
            var figures = $"commit to hub message over {Changes} changes: p50 {sorted[Changes / 2]:0} ms, p99 {sorted[Changes * 99 / 100]:0} ms, max {sorted[^1]:0} ms";
            Console.WriteLine(figures);
            Output.WriteLine($"{figures}; over {Limit} ms: changes {string.Join(' ', slow)}");
            best = Math.Min(best, sorted[Changes * 99 / 100]);
        }

        Assert.True(best < Limit, $"p99 was {best:0} ms");
    }

    // The first decisions of a process compile what all others run.
    private async Task WarmUpAsync()
    {
        await using var hub = await HubListener.ConnectAsync(Radar);
        using var shop = Data.OpenShop();
        for (var product = Products + 1; product <= Products + WarmUps; product++)
        {
            shop.Set(product, 0);
            var committed = Stopwatch.GetTimestamp();
            await Eventually.TrueAsync(() => hub.Alerts.Any(message => message.Alert.ProductId == $"{product}"), "a message");
            if (product == Products + 1)
                Output.WriteLine($"The first change after the start took {Stopwatch.GetElapsedTime(committed, hub.Alerts.First().At).TotalMilliseconds:0} ms.");
            shop.Set(product, 50);
        }
    }

    private async Task<double[]> MeasureAsync()
    {
        await using var hub = await HubListener.ConnectAsync(Radar);
        using var shop = Data.OpenShop();
        var committed = new Dictionary<(string, string), long>();
        using (var timer = new PeriodicTimer(Pace))
        {
            // Every change crosses: each product runs out, and is restocked in the second half.
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
                while (hub.Alerts.TryDequeue(out var message))
                    arrived.TryAdd((message.Alert.ProductId, message.Alert.Status), message.At);
                return committed.Keys.All(arrived.ContainsKey);
            },
            "a message of every change");
        return [.. committed.Select(change => Stopwatch.GetElapsedTime(change.Value, arrived[change.Key]).TotalMilliseconds)];
    }

    public sealed class Fixture() : RadarFixture(
        ["product_id,name,stockout_threshold,team", .. Enumerable.Range(1, Products + WarmUps).Select(product => $"{product},Product {product},10,team {product % 5}")])
    {
        public override async Task InitializeAsync()
        {
            await base.InitializeAsync();
            using var shop = Data.OpenShop();
            shop.Stock(Enumerable.Range(1, Products + WarmUps), 50);
            await Api.LevelAsync(Products + WarmUps, 50);
        }
    }
}
