using System.Diagnostics;
using System.Globalization;
using RefillRadar.Tests.EndToEnd.Running;
using Xunit.Abstractions;

namespace RefillRadar.Tests.EndToEnd.Hub;

/// <summary>Clients of the hub that do not read.</summary>
[Collection(Alone.Name)]
public sealed class DeafHubTests(DeafHubTests.Fixture fixture, ITestOutputHelper output)
    : RadarTest(fixture, output), IClassFixture<DeafHubTests.Fixture>
{
    private const int Deaf = 20;
    private const int Crowd = 2_000;
    private const int Watched = 30;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Clients_that_never_read_are_disconnected_and_meanwhile_others_hear_of_changes_within_a_second()
    {
        await using var listener = await HubListener.ConnectAsync(Radar);
        var deaf = Enumerable.Range(0, Deaf).Select(_ => new RawHubClient()).ToArray();
        try
        {
            foreach (var client in deaf)
            {
                await client.ConnectAsync(Radar);
                await client.SnapshotAsync();
            }

            var latencies = await ChurnAsync(listener);
            Output.WriteLine($"commit to hub message: {string.Join(' ', latencies.Select(latency => $"{latency.TotalMilliseconds:0}"))} ms");
            Assert.True(latencies[Watched / 2] < Second, $"Half of the messages took more than {latencies[Watched / 2]}.");
            foreach (var client in deaf)
                await Eventually.TrueAsync(client.IsDisconnectedAsync, "a client that does not read to be disconnected");
            await Eventually.TrueAsync(async () => await ConnectionsAsync() == 1, "the connections to be gone");
        }
        finally
        {
            foreach (var client in deaf)
                await client.DisposeAsync();
        }

        // The last round's products may become low a moment after the watched one.
        await Eventually.TrueAsync(
            async () => (await listener.SnapshotAsync()).GetProperty("alerts").GetArrayLength() == Crowd + Watched, "every product to be low");
    }

    // Each round another part of the crowd recovers and is low again, then one of the watched products runs out.
    private async Task<TimeSpan[]> ChurnAsync(HubListener listener)
    {
        using var shop = Data.OpenShop();
        var latencies = new List<TimeSpan>();
        for (var round = 1; round <= Watched; round++)
        {
            var part = Enumerable.Range(1, Crowd).Where(product => product % Watched == round - 1).ToArray();
            shop.Set([.. part.Select(product => (product, 50m))]);
            shop.Set([.. part.Select(product => (product, 5m))]);
            var product = $"{Crowd + round}";
            shop.Set(Crowd + round, 0);
            var committed = Stopwatch.GetTimestamp();
            await Eventually.TrueAsync(() => listener.Alerts.Any(message => message.Alert.ProductId == product), $"a message about product {product}");
            latencies.Add(Stopwatch.GetElapsedTime(committed, listener.Alerts.First(message => message.Alert.ProductId == product).At));
        }

        return [.. latencies.Order()];
    }

    private async Task<int> ConnectionsAsync()
    {
        var metrics = await Api.TextAsync("/metrics");
        return metrics.Split('\n')
            .Where(line => line.StartsWith("signalr_server_active_connections{", StringComparison.Ordinal))
            .Sum(line => (int)double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture));
    }

    public sealed class Fixture() : RadarFixture(
        ["product_id,name,stockout_threshold,team", .. Enumerable.Range(1, Crowd + Watched).Select(product => $"{product},Product {product},10,team {product % 5}")])
    {
        internal override string[] Settings => [.. RadarProcess.Quick, "--RefillRadar:Hub:SendTimeoutSeconds=3"];

        public override async Task InitializeAsync()
        {
            await base.InitializeAsync();
            using var shop = Data.OpenShop();
            shop.Stock(Enumerable.Range(1, Crowd), 5);
            shop.Stock(Enumerable.Range(Crowd + 1, Watched), 50);
            await Api.LevelAsync(Crowd + Watched, 50);
        }
    }
}
