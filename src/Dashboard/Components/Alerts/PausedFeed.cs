using RefillRadar.Dashboard.Live;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Dashboard.Components.Alerts;

/// <summary>What happened to the rows while a page is paused: the latest of each, until it goes on.</summary>
internal sealed class PausedFeed
{
    private readonly Dictionary<string, Alert> _alerts = [];
    private readonly Dictionary<string, ProductLevel> _levels = [];

    /// <summary>Keeps what is about rows that are shown; gives back the rest: alerts that are new.</summary>
    public FeedBatch Hold(FeedBatch batch, Func<string, bool> shown)
    {
        foreach (var alert in batch.Alerts.Where(alert => shown(alert.Id)))
            _alerts[alert.Id] = alert;

        foreach (var level in batch.Levels)
            _levels[level.Key] = level;

        return batch with { Alerts = [.. batch.Alerts.Where(alert => !shown(alert.Id))], Levels = [] };
    }

    /// <summary>All that was held, which is forgotten here.</summary>
    public FeedBatch Release()
    {
        var batch = new FeedBatch([.. _alerts.Values], [.. _levels.Values], null, false);
        _alerts.Clear();
        _levels.Clear();
        return batch;
    }
}
