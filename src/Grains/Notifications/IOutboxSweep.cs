using Orleans;
using Orleans.Concurrency;

namespace RefillRadar.Grains.Notifications;

/// <summary>Who finds the outboxes of products. One grain, key 0.</summary>
[Alias("refillradar.outbox-sweep")]
public interface IOutboxSweep : IGrainWithIntegerKey
{
    /// <summary>Has outboxes offered that would be due soon: the activation that held their notifications in memory is gone.</summary>
    [OneWay, Alias("look-ahead")]
    Task LookAhead();
}
