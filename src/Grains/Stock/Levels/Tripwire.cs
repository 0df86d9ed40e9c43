using Orleans;

namespace RefillRadar.Grains.Stock.Levels;

/// <summary>
/// The band of quantities in which nothing can be decided about a product: more than <see cref="Above"/> and at most
/// <see cref="AtMost"/>. Held as doubles, rounded inwards, so a level near an edge asks the product once too often, never too seldom.
/// The default is the empty band: every level asks.
/// </summary>
[GenerateSerializer, Immutable, Alias("refillradar.tripwire")]
public readonly record struct Tripwire([property: Id(0)] double Above, [property: Id(1)] double AtMost)
{
    // Conversion from decimal is right to one unit in the last place; this is a thousand times that.
    private const double Margin = 1e-12;

    /// <summary>Every level asks.</summary>
    public static readonly Tripwire None;

    /// <summary>No level asks.</summary>
    public static readonly Tripwire All = new(double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>The band above <paramref name="above"/> up to <paramref name="atMost"/>; null is open.</summary>
    public static Tripwire Between(decimal? above, decimal? atMost) => new(
        above is { } low ? (double)low + Math.Abs((double)low) * Margin : double.NegativeInfinity,
        atMost is { } high ? (double)high - Math.Abs((double)high) * Margin : double.PositiveInfinity);

    /// <summary>Whether nothing can be decided at this level.</summary>
    public bool Holds(decimal quantity)
    {
        var value = (double)quantity;
        return value > Above && value <= AtMost;
    }
}
