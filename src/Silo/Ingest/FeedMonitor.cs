using System.Collections.Immutable;
using Orleans;
using RefillRadar.Grains.Feed;

namespace RefillRadar.Silo.Ingest;

/// <summary>Reports to the cluster that data arrived and what was skipped, at most once per second. Safe for use by several threads.</summary>
internal sealed class FeedMonitor(IGrainFactory grains, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _skipped = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _tables = new(StringComparer.Ordinal);
    private long _reportedAt;
    private bool _isWaiting;

    /// <summary>The source is alive and has nothing new.</summary>
    public void Heard() => Report(null);

    /// <summary>A delivery came, with its lag if known.</summary>
    public void Heard(TimeSpan? lag, SkippedRecords skipped)
    {
        if (skipped.Count > 0)
            Add(skipped);
        if (!Report(lag) && skipped.Count > 0 && Interlocked.Exchange(ref _isWaiting, true) == false)
            _ = ReportLaterAsync();
    }

    private void Add(SkippedRecords skipped)
    {
        lock (_lock)
        {
            foreach (var (reason, count) in skipped.By)
                _skipped[reason] = _skipped.GetValueOrDefault(reason) + count;
            foreach (var table in skipped.Tables.Take(FeedState.MostTables - _tables.Count))
                _tables.Add(table);
        }
    }

    private bool Report(TimeSpan? lag)
    {
        var reported = Interlocked.Read(ref _reportedAt);
        if (reported != 0 && time.GetElapsedTime(reported) < Interval)
            return false;
        if (Interlocked.CompareExchange(ref _reportedAt, time.GetTimestamp(), reported) != reported)
            return false;
        _ = grains.GetGrain<IFeedGrain>(0).Seen(lag?.TotalSeconds, Take());
        return true;
    }

    // The next delivery, which would report it, may be hours away.
    private async Task ReportLaterAsync()
    {
        await Task.Delay(Interval, time);
        _isWaiting = false;
        Report(null);
    }

    private SkippedCounts Take()
    {
        lock (_lock)
        {
            if (_skipped.Count == 0)
                return SkippedCounts.None;
            var taken = new SkippedCounts(_skipped.ToImmutableDictionary(StringComparer.Ordinal), [.. _tables]);
            _skipped.Clear();
            _tables.Clear();
            return taken;
        }
    }
}
