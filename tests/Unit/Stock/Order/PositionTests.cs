using CsCheck;
using RefillRadar.Grains.Stock.Order;

namespace RefillRadar.Tests.Unit.Stock.Order;

public sealed class PositionTests
{
    // Few values of each part, so that equal ones meet.
    private static readonly Gen<ulong> Parts = Gen.OneOf(Gen.OneOf(0UL, 1UL, 2UL, ulong.MaxValue), Gen.ULong);

    private static readonly Gen<Position> Positions = Gen.Select(Parts, Parts, Parts, Gen.OneOf(Gen.OneOf(0u, 1u, uint.MaxValue), Gen.UInt))
        .Select((high, middle, low, epoch) => new Position("db", new Place(high, middle, low), epoch));

    [Fact]
    public void The_order_of_positions_is_total() =>
        Gen.Select(Positions, Positions, Positions).Sample((a, b, c) =>
        {
            Assert.Equal(Math.Sign(a.CompareTo(b)), -Math.Sign(b.CompareTo(a)));
            Assert.Equal(a == b, a.CompareTo(b) == 0);
            if (a.CompareTo(b) <= 0 && b.CompareTo(c) <= 0)
                Assert.True(a.CompareTo(c) <= 0);
        }, iter: 20_000);

    [Fact]
    public void A_later_epoch_comes_after_every_place_of_an_earlier_one() =>
        Gen.Select(Positions, Positions).Sample((left, right) =>
        {
            Assert.Equal(
                (left.Epoch, left.Place).CompareTo((right.Epoch, right.Place)) switch { < 0 => -1, > 0 => 1, _ => 0 },
                Math.Sign(left.CompareTo(right)));
            if (left.Epoch < right.Epoch)
                Assert.True(left.CompareTo(right) < 0);
        }, iter: 20_000);

    [Fact]
    public void Numbers_of_a_later_activation_come_after_all_of_an_earlier_one() =>
        Gen.Select(Gen.UInt[0, uint.MaxValue - 1], Gen.ULong[1, ulong.MaxValue], Gen.ULong[1, ulong.MaxValue]).Sample((activation, one, other) =>
        {
            Assert.True(Position.OfArrival(activation, one).CompareTo(Position.OfArrival(activation + 1L, other)) < 0);
            Assert.Equal(one.CompareTo(other), Position.OfArrival(activation, one).CompareTo(Position.OfArrival(activation, other)));
            Assert.True(Position.OfArrival(activation, one).Place.IsPresent);
        }, iter: 2_000);
}
