using Orleans;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Grains.Stock.Order;

/// <summary>One change of one stock level, as the source committed it.</summary>
/// <param name="Key">Stock key, see <see cref="StockKey"/>.</param>
/// <param name="Operation">What happened to the row.</param>
/// <param name="Quantity">The level after the change; null when the record does not say (a delete, an update of other columns).</param>
/// <param name="Position">Place in the source's order. Without one the partition numbers it by its arrival.</param>
/// <param name="CommittedTicks">UTC ticks of the commit, or of when the record was built; 0 when unknown. For lag and charts, never for order.</param>
/// <param name="HasEventTime">Whether <paramref name="CommittedTicks"/> is the time of the event itself, the same however often it is delivered.</param>
/// <param name="Log">What the record says of its log; null when it says nothing.</param>
[GenerateSerializer, Immutable, Alias("refillradar.stock-change")]
public readonly record struct StockChange(
    [property: Id(0)] string Key,
    [property: Id(1)] StockOperation Operation,
    [property: Id(2)] decimal? Quantity,
    [property: Id(3)] Position Position,
    [property: Id(4)] long CommittedTicks,
    [property: Id(5)] bool HasEventTime = false,
    [property: Id(6)] LogIdentity? Log = null);
