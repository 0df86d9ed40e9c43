using Orleans;

namespace RefillRadar.Grains.Stock.Partition;

/// <summary>Counts of one partition.</summary>
[GenerateSerializer, Immutable, Alias("refillradar.partition-stats")]
public sealed record PartitionStats(
    [property: Id(0)] int Tracked,
    [property: Id(1)] int Untracked,
    [property: Id(2)] int Low,
    [property: Id(3)] int Out,
    [property: Id(4)] int Pending,
    [property: Id(5)] long Records,
    [property: Id(6)] bool Stale);
