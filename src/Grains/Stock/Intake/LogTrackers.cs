using RefillRadar.Grains.Stock.Order;

namespace RefillRadar.Grains.Stock.Intake;

/// <summary>The logs of the sources that one batch is of: one, nearly always.</summary>
internal sealed class LogTrackers(LogBook book, TimeSpan resetAfter)
{
    private readonly List<LogTracker> _trackers = [];
    private LogTracker? _last;
    private string? _lastSource;

    /// <summary>The logs after what was looked at.</summary>
    public LogBook Book => _trackers.Count == 0 ? book : book.With(_trackers.ConvertAll(tracker => tracker.Log));

    /// <summary>Logs that started over.</summary>
    public IReadOnlyList<SourceLog> Restarted =>
        _trackers.Exists(tracker => tracker.HasRestarted) ? [.. _trackers.Where(tracker => tracker.HasRestarted).Select(tracker => tracker.Log)] : [];

    /// <summary>The epoch of a change that has a position.</summary>
    public uint EpochOf(in StockChange change)
    {
        var source = change.Position.Source!;
        if (!ReferenceEquals(source, _lastSource))
            (_last, _lastSource) = (TrackerOf(source), source);
        return _last!.EpochOf(change);
    }

    private LogTracker TrackerOf(string source)
    {
        foreach (var tracker in _trackers)
        {
            if (string.Equals(tracker.Source, source, StringComparison.Ordinal))
                return tracker;
        }

        var made = new LogTracker(book.Of(source), resetAfter);
        _trackers.Add(made);
        return made;
    }
}
