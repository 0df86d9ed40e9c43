namespace RefillRadar.Silo.Hosting;

/// <summary>
/// The machine's clock, except that it never goes back. Set forward, it is followed at once. Set back, time goes on from where it was at
/// nine tenths of its pace until the machine has caught up, so that whatever is due stays due: an hour is made good in ten.
/// Safe for use by several threads.
/// </summary>
internal sealed partial class SteadyClock(TimeProvider machine, ILogger<SteadyClock> logger) : TimeProvider
{
    private const double Pace = 0.9;

    // Less is how machines keep time, and nobody's business.
    private static readonly TimeSpan Noteworthy = TimeSpan.FromSeconds(1);

    // A clock that is torn back and forth is reported now and then.
    private static readonly TimeSpan ReportPause = TimeSpan.FromMinutes(1);
    private readonly Lock _lock = new();
    private DateTimeOffset _time;
    private long _timestamp;
    private long? _reportedAt;
    private bool _isAhead;
    private bool _isReported;

    public override TimeZoneInfo LocalTimeZone => machine.LocalTimeZone;

    public override long TimestampFrequency => machine.TimestampFrequency;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            var now = machine.GetUtcNow();
            var timestamp = machine.GetTimestamp();
            var steady = _time + (machine.GetElapsedTime(_timestamp, timestamp) * Pace);
            var isAhead = now < _time;
            (_time, _timestamp) = (isAhead ? steady : now, timestamp);
            Report(isAhead, _time - now);
            return _time;
        }
    }

    public override long GetTimestamp() => machine.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        machine.CreateTimer(callback, state, dueTime, period);

    private void Report(bool isAhead, TimeSpan ahead)
    {
        var wasAhead = _isAhead;
        _isAhead = isAhead && (wasAhead || ahead >= Noteworthy);
        if (wasAhead && !_isAhead && _isReported)
        {
            _isReported = false;
            LogCaughtUp();
        }
        else if (_isAhead && !wasAhead && !(_reportedAt is { } at && machine.GetElapsedTime(at) < ReportPause))
        {
            (_isReported, _reportedAt) = (true, machine.GetTimestamp());
            LogSetBack(ahead);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The machine's clock was set back by {Ahead}. Times go on from where they were, a tenth slower, until it has caught up; a restart takes its time at once")]
    private partial void LogSetBack(TimeSpan ahead);

    [LoggerMessage(Level = LogLevel.Information, Message = "The machine's clock has caught up")]
    private partial void LogCaughtUp();
}
