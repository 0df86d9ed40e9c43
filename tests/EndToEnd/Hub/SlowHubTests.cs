using System.Text.Json;
using RefillRadar.Tests.EndToEnd.Running;
using Xunit.Abstractions;

namespace RefillRadar.Tests.EndToEnd.Hub;

/// <summary>A client of the hub that stops reading for a while, and goes on before it is disconnected.</summary>
[Collection(Alone.Name)]
public sealed class SlowHubTests(SlowHubTests.Fixture fixture, ITestOutputHelper output)
    : RadarTest(fixture, output), IClassFixture<SlowHubTests.Fixture>
{
    private const int Products = 3_000;
    private const int Rounds = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_client_that_fell_behind_gets_the_state_again_and_ends_with_the_right_one()
    {
        await using var client = new RawHubClient();
        await client.ConnectAsync(Radar);
        using var shop = Data.OpenShop();
        for (var round = 1; round <= Rounds; round++)
        {
            var isLow = round % 2 == 1;
            shop.Set([.. Enumerable.Range(1, Products).Select(product => (product, isLow ? round : 50m))]);
            await Eventually.TrueAsync(
                async () => (await Api.AlertsAsync("status=firing&limit=1000")).Count(alert => alert.Quantity == round) == (isLow ? Products : 0),
                $"round {round}", Patience);
        }

        var alerts = new Dictionary<string, (string Status, decimal Quantity)>();
        var received = 0;
        using var patience = new CancellationTokenSource(Patience);
        while (alerts.Count < Products || alerts.Values.Any(alert => alert != ("firing", Rounds)))
        {
            foreach (var message in await client.ReadAsync(patience.Token))
                received += Apply(message, alerts);
        }

        Output.WriteLine($"{received} alerts were received, of {Products * Rounds} that changed.");
        Assert.InRange(received, Products, (Products * (Rounds - 1)) - 1);
    }

    private static int Apply(JsonElement message, Dictionary<string, (string Status, decimal Quantity)> alerts)
    {
        if (!message.TryGetProperty("target", out var target) || target.GetString() != "AlertsChanged")
            return 0;

        var changed = message.GetProperty("arguments")[0];
        foreach (var alert in changed.EnumerateArray())
            alerts[alert.GetProperty("productId").GetString()!] = (alert.GetProperty("status").GetString()!, alert.GetProperty("quantity").GetDecimal());
        return changed.GetArrayLength();
    }

    public sealed class Fixture() : RadarFixture(
        ["product_id,name,stockout_threshold,team", .. Enumerable.Range(1, Products).Select(product => $"{product},Product {product},10,team {product % 5}")])
    {
        internal override string[] Settings => [.. RadarProcess.Quick, "--RefillRadar:Hub:SendTimeoutSeconds=120"];

        public override async Task InitializeAsync()
        {
            await base.InitializeAsync();
            using var shop = Data.OpenShop();
            shop.Stock(Enumerable.Range(1, Products), 50);
            await Api.LevelAsync(Products, 50);
        }
    }
}
