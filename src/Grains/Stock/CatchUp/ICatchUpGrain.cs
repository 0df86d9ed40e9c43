using Orleans;
using Orleans.Concurrency;

namespace RefillRadar.Grains.Stock.CatchUp;

/// <summary>Reads the change logs again for partitions whose snapshot is not complete. One grain, key 0.</summary>
[Alias("refillradar.catch-up")]
internal interface ICatchUpGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Asks for the changes of a partition since a time (null: for none) and for what is open of it, for its activation of this epoch.
    /// One-way: the partition goes on serving meanwhile.
    /// </summary>
    [OneWay, AlwaysInterleave, Alias("request")]
    Task Request(int partition, DateTimeOffset? since, long epoch);
}
