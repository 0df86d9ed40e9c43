using Orleans;

namespace RefillRadar.Grains.Stock.Partition;

/// <summary>What a partition did since it was activated.</summary>
/// <param name="Since">When it was activated, UTC.</param>
/// <param name="Skipped">Changes seen before.</param>
/// <param name="Failed">Changes answered as failed, to come again.</param>
/// <param name="Asked">Calls to products: changes that could decide something.</param>
/// <param name="LastError">What failed last, for people; null when nothing did.</param>
/// <param name="LastErrorAt">When, UTC.</param>
[GenerateSerializer, Immutable, Alias("refillradar.partition-counts")]
public sealed record PartitionCounts(
    [property: Id(0)] DateTimeOffset Since,
    [property: Id(1)] long Skipped,
    [property: Id(2)] long Failed,
    [property: Id(3)] long Asked,
    [property: Id(4)] string? LastError,
    [property: Id(5)] DateTimeOffset? LastErrorAt);
