using Microsoft.Extensions.Logging.Abstractions;
using RefillRadar.Silo.Hosting;

namespace RefillRadar.Tests.Unit.Hosting;

public sealed class SteadyClockTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly SettableClock _machine = new(Noon);
    private readonly SteadyClock _clock;

    public SteadyClockTests() => _clock = new SteadyClock(_machine, NullLogger<SteadyClock>.Instance);

    [Fact]
    public void It_says_what_the_machine_says_while_that_goes_forward()
    {
        Assert.Equal(Noon, _clock.GetUtcNow());
        _machine.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(Noon.AddSeconds(5), _clock.GetUtcNow());
        _machine.Set(Noon.AddHours(2));
        Assert.Equal(Noon.AddHours(2), _clock.GetUtcNow());
    }

    [Fact]
    public void Set_back_it_goes_on_a_tenth_slower_until_the_machine_has_caught_up()
    {
        _machine.Set(Noon.AddHours(2));
        _clock.GetUtcNow();
        _machine.Set(Noon);

        Assert.Equal(Noon.AddHours(2), _clock.GetUtcNow());
        _machine.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(Noon.AddHours(2).AddMinutes(9), _clock.GetUtcNow());
        _machine.Advance(TimeSpan.FromHours(20));
        Assert.Equal(Noon.AddHours(20).AddMinutes(10), _clock.GetUtcNow());
        _machine.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(_machine.GetUtcNow(), _clock.GetUtcNow());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void It_never_goes_back_whatever_the_machine_does(int seed)
    {
        var random = new Random(seed);
        var before = _clock.GetUtcNow();
        for (var step = 0; step < 1000; step++)
        {
            _machine.Set(_machine.GetUtcNow().AddSeconds(random.Next(-7200, 7200)));
            _machine.Advance(TimeSpan.FromMilliseconds(random.Next(0, 60_000)));
            var now = _clock.GetUtcNow();
            Assert.InRange(now, before, DateTimeOffset.MaxValue);
            Assert.True(now >= _machine.GetUtcNow());
            before = now;
        }
    }

    [Fact]
    public void Timers_and_intervals_are_the_machines_own()
    {
        var fired = 0;
        using var timer = _clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(10), Timeout.InfiniteTimeSpan);
        var start = _clock.GetTimestamp();
        _machine.Set(Noon.AddHours(-2));
        _machine.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(1, fired);
        Assert.Equal(TimeSpan.FromSeconds(10), _clock.GetElapsedTime(start));
    }
}
