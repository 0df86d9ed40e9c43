using System.Collections.Concurrent;
using System.Collections.Immutable;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Stock.Partition;

namespace RefillRadar.Tests.Cluster;

/// <summary>What a web process hears.</summary>
internal sealed class RecordingObserver(TimeProvider time) : IRadarObserver
{
    public ConcurrentQueue<(DateTimeOffset At, ImmutableArray<Alert> Alerts)> Alerts { get; } = [];

    public ConcurrentQueue<(DateTimeOffset At, ImmutableArray<ProductLevel> Levels)> Levels { get; } = [];

    public Task AlertsChanged(ImmutableArray<Alert> alerts)
    {
        Alerts.Enqueue((time.GetUtcNow(), alerts));
        return Task.CompletedTask;
    }

    public Task LevelsChanged(ImmutableArray<ProductLevel> levels)
    {
        Levels.Enqueue((time.GetUtcNow(), levels));
        return Task.CompletedTask;
    }
}
