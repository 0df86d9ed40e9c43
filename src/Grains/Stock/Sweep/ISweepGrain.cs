using Orleans;
using Orleans.Concurrency;

namespace RefillRadar.Grains.Stock.Sweep;

/// <summary>Finds what is due in the alert store and wakes its products through their partitions. One grain, key 0.</summary>
[Alias("refillradar.sweep")]
public interface ISweepGrain : IGrainWithIntegerKey
{
    /// <summary>Every silo calls this every 15 s; it keeps the grain alive, and sweeps at most once in that time.</summary>
    [Alias("poke")]
    Task Poke();

    /// <summary>Wakes also what will be due soon: somebody who held notices in memory is gone.</summary>
    [OneWay, Alias("look-ahead")]
    Task LookAhead();
}
