using Orleans;
using Orleans.Concurrency;

namespace RefillRadar.Grains.Health;

/// <summary>Writes to the store for real, once for all that ask within a second. Key 0.</summary>
[Alias("refillradar.store-probe")]
internal interface IStoreProbeGrain : IGrainWithIntegerKey
{
    /// <summary>Writes, and answers how long it took. Throws what the store threw.</summary>
    [AlwaysInterleave, Alias("write")]
    Task<TimeSpan> Write();
}
