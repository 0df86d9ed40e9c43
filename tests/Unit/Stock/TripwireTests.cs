using CsCheck;
using RefillRadar.Grains.Stock.Levels;

namespace RefillRadar.Tests.Unit.Stock;

public sealed class TripwireTests
{
    private static readonly Gen<decimal> Edges = Gen.OneOf(
        Gen.Int[-50, 50].Select(whole => (decimal)whole),
        Gen.Decimal[-1000m, 1000m],
        Gen.OneOf(0m, 0.1m, 1m / 3, 1e-28m, 9007199254740993m, 79228162514264337593543950335m, 12345678901234567890.12345678m));

    private static readonly Gen<decimal> Nudges = Gen.OneOf(0m, 1e-28m, -1e-28m, 1e-20m, -1e-20m, 1e-15m, -1e-15m, 1e-9m, -1e-9m, 0.5m, -0.5m, 1m, -1m);

    [Fact]
    public void A_level_that_is_held_is_inside_the_band() =>
        Gen.Select(Edges.Nullable(), Edges.Nullable(), Edges, Nudges, Gen.Int[0, 2]).Sample((above, atMost, anywhere, nudge, near) =>
        {
            var quantity = Nudged(near switch { 0 => above ?? anywhere, 1 => atMost ?? anywhere, _ => anywhere }, nudge);
            if (Tripwire.Between(above, atMost).Holds(quantity))
            {
                Assert.True(above is null || quantity > above, $"{quantity} is not above {above}");
                Assert.True(atMost is null || quantity <= atMost, $"{quantity} is above {atMost}");
            }
        }, iter: 20_000);

    [Fact]
    public void A_level_well_inside_the_band_is_held() =>
        Gen.Select(Gen.Decimal[-1000m, 1000m], Gen.Decimal[0.001m, 1000m]).Sample((above, width) =>
        {
            var band = Tripwire.Between(above, above + width);
            Assert.True(band.Holds(above + width / 2));
            Assert.True(Tripwire.Between(above, null).Holds(above + width));
            Assert.True(Tripwire.Between(null, above).Holds(above - width));
        }, iter: 2_000);

    [Theory]
    [InlineData("-1")]
    [InlineData("0")]
    [InlineData("1")]
    [InlineData("79228162514264337593543950335")]
    [InlineData("-79228162514264337593543950335")]
    public void Every_level_asks_without_a_tripwire_and_none_when_all_is_held(string level)
    {
        var quantity = decimal.Parse(level, System.Globalization.CultureInfo.InvariantCulture);
        Assert.False(Tripwire.None.Holds(quantity));
        Assert.False(default(LevelSlot).Tripwire.Holds(quantity));
        Assert.True(Tripwire.All.Holds(quantity));
    }

    [Fact]
    public void Nothing_left_is_held_with_all_below_it()
    {
        var band = Tripwire.Between(null, 0);
        Assert.True(band.Holds(0) && band.Holds(-5));
        Assert.False(band.Holds(1e-28m));
    }

    private static decimal Nudged(decimal value, decimal nudge) =>
        Math.Abs(value) > 1e28m ? value : value + nudge;
}
