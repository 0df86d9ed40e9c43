using System.Collections.Immutable;

namespace RefillRadar.Grains.Stock.Order;

/// <summary>
/// Follows one source's log and says to which epoch of it a change belongs. A log starts over when its database is restored, replaced
/// or failed over: its places begin again, lower than those that were seen. That is told from a redelivery, which also has lower
/// places, by the event time (a lower place, at least <c>Ingest:LogResetMinutes</c> later) or by what the record says of its log (a lower
/// place under another server id, GTID source or log name). Redeliveries from before that moment go to the epoch that they are of.
/// A working copy for one batch; not safe for use by several threads.
/// </summary>
internal sealed class LogTracker
{
    private const int MostIdentities = 8;
    private const int MostPast = 4;
    private readonly TimeSpan _resetAfter;
    private readonly uint _firstEpoch;
    private SourceLog _log;
    private Place _highest;
    private long _latestTicks;
    private long _boundaryTicks;
    private LogIdentity? _agreed;

    /// <summary>Goes on from what is known of the log.</summary>
    /// <param name="log">What is known.</param>
    /// <param name="resetAfter">How much later a lower place has to be.</param>
    public LogTracker(SourceLog log, TimeSpan resetAfter)
    {
        (_log, _resetAfter, _firstEpoch) = (log, resetAfter, log.Epoch);
        (_highest, _latestTicks, _boundaryTicks) = (log.Highest, log.LatestTicks, BoundaryOf(log, resetAfter));
    }

    /// <summary>Name of the source.</summary>
    public string Source => _log.Source;

    /// <summary>Whether the log has started over since this copy was made.</summary>
    public bool HasRestarted => _log.Epoch != _firstEpoch;

    /// <summary>What is now known of the log.</summary>
    public SourceLog Log =>
        _highest == _log.Highest && _latestTicks == _log.LatestTicks ? _log : _log with { Highest = _highest, LatestTicks = _latestTicks };

    /// <summary>The epoch of a change of this source that carries a place.</summary>
    public uint EpochOf(in StockChange change)
    {
        var ticks = change.HasEventTime ? change.CommittedTicks : 0;
        var place = change.Position.Place;
        var isCurrent = ReferenceEquals(change.Log, _agreed) && (ticks == 0 || ticks >= _boundaryTicks);
        if (!isCurrent && !_log.Past.IsEmpty && PastOf(change.Log, ticks, place) is { } past)
        {
            Raise(past, place, ticks);
            return past.Epoch;
        }

        if (place <= _highest && IsRestart(change, ticks))
            Restart(change, ticks);
        Advance(place, ticks);
        if (!ReferenceEquals(change.Log, _agreed))
            Agree(change.Log);
        return _log.Epoch;
    }

    // Of a log that was followed before: by its identity where that tells them apart, otherwise by the time.
    private PastLog? PastOf(LogIdentity? identity, long ticks, Place place)
    {
        PastLog[] others = [.. _log.Past.Where(past => identity is null || IsKnown(identity, past.Identities))];
        if (others.Length == 0)
            return null;
        var isOfAnother = identity is not null && !IsKnown(identity, _log.Identities);
        if (isOfAnother ? IsBack(others[0], ticks, place) : ticks == 0 || ticks >= _boundaryTicks)
            return null;
        return (ticks == 0 ? Array.Find(others, past => past.Highest >= place) : Array.FindLast(others, past => past.LatestTicks >= ticks)) ?? others[0];
    }

    // The last of an epoch may come after the first of the next. It is of the same epoch when it comes again.
    private void Raise(PastLog past, Place place, long ticks)
    {
        if (place <= past.Highest && ticks <= past.LatestTicks)
            return;
        var raised = past with { Highest = place > past.Highest ? place : past.Highest, LatestTicks = Math.Max(past.LatestTicks, ticks) };
        _log = _log with { Past = _log.Past.Replace(past, raised) };
        _boundaryTicks = BoundaryOf(_log, _resetAfter);
    }

    // A server that takes over again goes on where it had stopped, later than everything since.
    private bool IsBack(PastLog other, long ticks, Place place) =>
        ticks == 0 || _log.StartedTicks == 0 ? place > other.Highest : ticks >= _log.StartedTicks;

    private bool IsRestart(in StockChange change, long ticks)
    {
        if (!_highest.IsPresent)
            return false;
        if (!ReferenceEquals(change.Log, _agreed) && change.Log is { } identity && !_log.Identities.IsEmpty && !IsKnown(identity, _log.Identities))
            return true;
        return change.Position.Place < _highest && ticks != 0 && _latestTicks != 0 && ticks - _latestTicks >= _resetAfter.Ticks;
    }

    private void Restart(in StockChange change, long ticks)
    {
        var ended = new PastLog(_log.Epoch, _highest, _latestTicks, _log.Identities);
        ImmutableArray<PastLog> past = [ended, .. _log.Past.Take(MostPast - 1)];
        _log = new SourceLog { Source = _log.Source, Epoch = _log.Epoch + 1, StartedTicks = ticks, Past = past };
        (_highest, _latestTicks, _agreed) = (Place.None, 0, null);
        _boundaryTicks = BoundaryOf(_log, _resetAfter);
    }

    private void Advance(in Place place, long ticks)
    {
        if (place > _highest)
            _highest = place;
        _latestTicks = Math.Max(_latestTicks, ticks);
    }

    private void Agree(LogIdentity? identity)
    {
        _agreed = identity;
        if (identity is null || _log.Identities.Contains(identity))
            return;
        _log = _log with { Identities = [identity, .. _log.Identities.Take(MostIdentities - 1)] };
    }

    private static bool IsKnown(LogIdentity identity, ImmutableArray<LogIdentity> identities) =>
        identities.Any(known => known.Agrees(identity));

    // Earlier events than this are from before the log started over: nothing that was seen then is later.
    private static long BoundaryOf(SourceLog log, TimeSpan resetAfter) => log.Past.IsEmpty || log.StartedTicks == 0
        ? long.MinValue
        : Math.Min(log.StartedTicks, Math.Max(log.Past[0].LatestTicks, log.StartedTicks - resetAfter.Ticks) + 1);
}
