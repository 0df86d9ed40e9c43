using Orleans;
using RefillRadar.Grains.Notifications;

namespace RefillRadar.Grains.Stock.Sweep;

/// <summary>Finds what is due in the alert store and wakes its products through their partitions. One grain, key 0.</summary>
[Alias("refillradar.sweep")]
public interface ISweepGrain : IOutboxSweep
{
    /// <summary>Every silo calls this every 15 s; it keeps the grain alive, and sweeps at most once in that time.</summary>
    [Alias("poke")]
    Task Poke();
}
