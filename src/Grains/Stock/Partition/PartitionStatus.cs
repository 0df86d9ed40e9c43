using Orleans;

namespace RefillRadar.Grains.Stock.Partition;

/// <summary>How one partition is.</summary>
/// <param name="Partition">Its number.</param>
/// <param name="Silo">Address of the silo that runs it.</param>
/// <param name="Stats">Its products by state, and changes taken in since the installation began.</param>
/// <param name="Counts">What it did since it was activated.</param>
/// <param name="DirtySince">From when on changes are not in the stored snapshot yet; null when all are.</param>
[GenerateSerializer, Immutable, Alias("refillradar.partition-status")]
public sealed record PartitionStatus(
    [property: Id(0)] int Partition,
    [property: Id(1)] string Silo,
    [property: Id(2)] PartitionStats Stats,
    [property: Id(3)] PartitionCounts Counts,
    [property: Id(4)] DateTimeOffset? DirtySince);
