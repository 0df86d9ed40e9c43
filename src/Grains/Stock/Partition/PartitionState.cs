using System.Collections.Immutable;
using Orleans;
using RefillRadar.Grains.Stock.Order;

namespace RefillRadar.Grains.Stock.Partition;

/// <summary>What a partition remembers besides its snapshot.</summary>
[GenerateSerializer, Immutable, Alias("refillradar.partition-state")]
internal sealed record PartitionState
{
    /// <summary>Raised by each activation: an older one that wakes up finds that it was taken over.</summary>
    [Id(0)] public long Epoch { get; init; }

    /// <summary>From when on changes are missing in the snapshot; null when it is complete.</summary>
    [Id(1)] public DateTimeOffset? DirtySince { get; init; }

    /// <summary>The logs of the sources as of the last time that one started over. No decision knows an epoch that is not stored here.</summary>
    [Id(3)] public ImmutableArray<SourceLog> Logs { get; init; } = [];
}
