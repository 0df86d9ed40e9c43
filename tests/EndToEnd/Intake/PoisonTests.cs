using System.Net;
using System.Text.Json;
using RefillRadar.Tests.EndToEnd.Running;
using Xunit.Abstractions;

namespace RefillRadar.Tests.EndToEnd.Intake;

/// <summary>A change that cannot be taken in goes to the quarantine alone and harms no other.</summary>
public sealed class PoisonTests(PoisonTests.Fixture fixture, ITestOutputHelper output)
    : RadarTest(fixture, output), IClassFixture<PoisonTests.Fixture>
{
    [Fact]
    public async Task An_absurd_level_is_quarantined_and_its_neighbours_are_taken_in()
    {
        foreach (var absurd in new[] { "7e28", "-7e28", "7e28" })
            Assert.Equal((0, 1), await PostAsync(Lines.Plain(9001, absurd)));
        Assert.Equal((1, 1), await PostAsync(Lines.Plain(9108, 50), Lines.Plain(9001, "-7e28")));
        Assert.Equal((1, 0), await PostAsync(Lines.Plain(9122, 3)));
        Assert.Equal(50m, await Api.QuantityAsync("9108"));
        Assert.Equal(3m, await Api.QuantityAsync("9122"));
        Assert.Null(await Api.QuantityAsync("9001"));
        Assert.Empty(await Api.AlertsOfAsync(9108));
        var kept = (await Api.GetAsync("/api/quarantine")).GetProperty("items").EnumerateArray().First(item => item.GetRawText().Contains("e28", StringComparison.Ordinal));
        Assert.Contains("must be between", kept.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_largest_levels_there_can_be_add_up()
    {
        foreach (var level in new[] { "1e20", "-1e20", "1e20", "-1e20", "5" })
            Assert.Equal((1, 0), await PostAsync(Lines.Plain(9123, level)));
        Assert.Equal(5m, (await Api.AlertAsync(9123, "firing")).Quantity);
        Assert.Equal(2, (await Api.AlertsOfAsync(9123)).Count);
    }

    [Fact]
    public async Task An_absurd_row_of_the_shop_stops_no_feed()
    {
        using (var shop = Data.OpenShop())
        {
            shop.Stock(Enumerable.Range(1, 3), 100);
            await Api.LevelAsync(3, 100);
            shop.Run("UPDATE inventory SET quantity_available = -7.9e28 WHERE product_id = 1");
            shop.Run("UPDATE inventory SET quantity_available = 7.9e28 WHERE product_id = 1");
            shop.Set(2, 4);
            await Api.AlertAsync(2, "firing");
            shop.Set(1, 6);
            Assert.Equal(6m, (await Api.AlertAsync(1, "firing")).Quantity);
        }

        await Eventually.TrueAsync(async () => !(await Api.GetAsync("/api/stats")).GetProperty("feedStale").GetBoolean(), "the source to be live");
        Assert.Equal(HttpStatusCode.OK, await Api.StatusAsync("/health/ready"));
        Assert.Equal(2, (await Api.GetAsync("/api/quarantine")).GetProperty("items").EnumerateArray()
            .Count(item => item.GetRawText().Contains("shop:", StringComparison.Ordinal)));
    }

    private async Task<(int Applied, int Quarantined)> PostAsync(params string[] lines)
    {
        using var response = await Api.PostAsync("/ingest/records", string.Join('\n', lines));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return (answer.RootElement.GetProperty("applied").GetInt32(), answer.RootElement.GetProperty("quarantined").GetInt32());
    }

    public sealed class Fixture() : RadarFixture(
        "product_id,name,stockout_threshold", "1,One,20", "2,Two,20", "3,Three,20", "9108,Neighbour,20", "9122,Later,20", "9123,Large,20");
}
