using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans.Utilities;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Stock.Levels;
using RefillRadar.Grains.Telemetry;

namespace RefillRadar.Grains.Stock.Partition;

/// <summary>Pushes what changes to the web processes: alerts at once, levels with each tick, the latest per product.</summary>
internal sealed class ChangeFeed(LevelTable table, PartitionBoard board, RadarMetrics metrics, ILogger logger)
{
    private static readonly TimeSpan Expiry = TimeSpan.FromMinutes(1);
    private readonly ObserverManager<IRadarObserver> _alerts = new(Expiry, logger);
    private readonly ObserverManager<IRadarObserver> _levels = new(Expiry, logger);
    private readonly List<int> _unpushed = [];

    /// <summary>Adds an observer, or renews it. Whether it was known.</summary>
    public bool Subscribe(IRadarObserver observer, bool levels)
    {
        var before = _alerts.Count;
        _alerts.Subscribe(observer, observer);
        if (levels)
            _levels.Subscribe(observer, observer);
        else
            _levels.Unsubscribe(observer);
        return _alerts.Count == before;
    }

    /// <summary>Pushes alerts.</summary>
    public void AlertsChanged(ImmutableArray<Alert> changed)
    {
        foreach (var alert in changed)
            metrics.AlertChanged(alert.Status);
        if (_alerts.Count > 0)
            _ = _alerts.Notify(observer => observer.AlertsChanged(changed));
    }

    /// <summary>Notes a level for the next push.</summary>
    public void LevelChanged(int index)
    {
        ref var slot = ref table[index];
        if (_levels.Count == 0 || slot.Has(LevelFlags.Unpushed))
            return;
        slot.Set(LevelFlags.Unpushed, true);
        _unpushed.Add(index);
    }

    /// <summary>Pushes the levels that changed.</summary>
    public void PushLevels()
    {
        if (_unpushed.Count == 0)
            return;
        var changed = ImmutableArray.CreateBuilder<ProductLevel>(_unpushed.Count);
        foreach (var index in _unpushed)
        {
            table[index].Set(LevelFlags.Unpushed, false);
            if (table.KeyAt(index) is { } key)
                changed.Add(board.LevelOf(key, table[index]));
        }

        _unpushed.Clear();
        _levels.ClearExpired();
        var levels = changed.ToImmutable();
        _ = _levels.Notify(observer => observer.LevelsChanged(levels));
    }
}
