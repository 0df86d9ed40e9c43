using System.Collections.Immutable;
using Orleans;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Thresholds;

namespace RefillRadar.Grains.Stock.Partition;

/// <summary>Everything about one product.</summary>
/// <param name="Level">Where it stands.</param>
/// <param name="Rule">The threshold row in force and why it won; null when untracked.</param>
/// <param name="DemandPerDay">Estimated demand; null while unknown.</param>
/// <param name="DemandSamples">How many sales the estimate rests on: how sure it is.</param>
/// <param name="RecentLevels">Levels of the last day, oldest first.</param>
[GenerateSerializer, Immutable, Alias("refillradar.product-detail")]
public sealed record ProductDetail(
    [property: Id(0)] ProductLevel Level,
    [property: Id(1)] Rule? Rule,
    [property: Id(2)] double? DemandPerDay,
    [property: Id(3)] int DemandSamples,
    [property: Id(4)] ImmutableArray<LevelSample> RecentLevels)
{
    /// <summary>The row of the file that won, be it one that is disabled; null when none applies.</summary>
    [Id(5)] public ThresholdRow? Row { get; init; }
}
