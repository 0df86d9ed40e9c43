using Microsoft.Extensions.Time.Testing;

namespace RefillRadar.Tests.Unit.Hosting;

/// <summary>A machine whose clock somebody sets: timers and intervals know nothing of it.</summary>
internal sealed class SettableClock(DateTimeOffset start) : TimeProvider
{
    private readonly FakeTimeProvider _time = new(start);
    private TimeSpan _offset;

    public override long TimestampFrequency => _time.TimestampFrequency;

    public void Set(DateTimeOffset now) => _offset = now - _time.GetUtcNow();

    public void Advance(TimeSpan span) => _time.Advance(span);

    public override DateTimeOffset GetUtcNow() => _time.GetUtcNow() + _offset;

    public override long GetTimestamp() => _time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        _time.CreateTimer(callback, state, dueTime, period);
}
