using System.Collections.Immutable;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Stock.Partition;

namespace RefillRadar.Dashboard.Live;

/// <summary>The ear of this web process: Orleans calls it, the feed spreads it.</summary>
internal sealed class RadarObserver(LiveFeed feed) : IRadarObserver
{
    public Task AlertsChanged(ImmutableArray<Alert> alerts)
    {
        feed.AlertsChanged(alerts);
        return Task.CompletedTask;
    }

    public Task LevelsChanged(ImmutableArray<ProductLevel> levels)
    {
        feed.LevelsChanged(levels);
        return Task.CompletedTask;
    }
}
