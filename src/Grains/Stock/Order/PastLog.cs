using System.Collections.Immutable;
using Orleans;

namespace RefillRadar.Grains.Stock.Order;

/// <summary>An epoch of a log that has ended.</summary>
/// <param name="Epoch">Its number.</param>
/// <param name="Highest">Highest place that was seen of it.</param>
/// <param name="LatestTicks">Latest event time that was seen of it, UTC ticks; 0 when none was known.</param>
/// <param name="Identities">What its records said of the log.</param>
[GenerateSerializer, Immutable, Alias("refillradar.past-log")]
public sealed record PastLog(
    [property: Id(0)] uint Epoch,
    [property: Id(1)] Place Highest,
    [property: Id(2)] long LatestTicks,
    [property: Id(3)] ImmutableArray<LogIdentity> Identities);
