using Microsoft.Extensions.Time.Testing;
using RefillRadar.Grains.Board;

namespace RefillRadar.Tests.Unit.Board;

public sealed class RememberedTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Remembered<int> _remembered;
    private int _reads;

    public RememberedTests() => _remembered = new Remembered<int>(TimeSpan.FromSeconds(1), _time);

    [Fact]
    public async Task One_answer_is_for_all_who_ask_within_its_age()
    {
        Assert.Equal(1, await Ask());
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await Ask());
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(2, await Ask());
    }

    [Fact]
    public async Task Those_who_ask_while_it_is_read_wait_for_that_read_however_long_it_takes()
    {
        var reading = new TaskCompletionSource<int>();
        var first = _remembered.GetAsync(() => reading.Task, default);
        _time.Advance(TimeSpan.FromMinutes(1));
        var second = Ask();
        Assert.False(second.IsCompleted);
        reading.SetResult(77);
        var answers = await Task.WhenAll(first, second);
        Assert.Equal([77, 77], answers);
        Assert.Equal(0, _reads);
    }

    [Fact]
    public async Task A_failure_is_told_and_not_remembered()
    {
        await Assert.ThrowsAsync<IOException>(() => _remembered.GetAsync(() => throw new IOException("No."), default));
        Assert.Equal(1, await Ask());
    }

    [Fact]
    public async Task Who_gives_up_does_not_end_the_read_of_the_others()
    {
        var reading = new TaskCompletionSource<int>();
        using var stop = new CancellationTokenSource();
        var first = _remembered.GetAsync(() => reading.Task, stop.Token);
        var second = Ask();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        reading.SetResult(5);
        Assert.Equal(5, await second);
    }

    [Fact]
    public async Task An_answer_may_say_itself_for_how_long_it_counts()
    {
        var remembered = new Remembered<int>(answer => TimeSpan.FromSeconds(answer), _time);
        Task<int> Ask() => remembered.GetAsync(() => Task.FromResult(++_reads), default);
        Assert.Equal(1, await Ask());
        _time.Advance(TimeSpan.FromSeconds(1.5));
        Assert.Equal(2, await Ask());
        _time.Advance(TimeSpan.FromSeconds(1.5));
        Assert.Equal(2, await Ask());
    }

    [Fact]
    public async Task What_is_forgotten_is_read_anew()
    {
        Assert.Equal(1, await Ask());
        _remembered.Forget();
        Assert.Equal(2, await Ask());
    }

    private Task<int> Ask() => _remembered.GetAsync(() => Task.FromResult(++_reads), default);
}
