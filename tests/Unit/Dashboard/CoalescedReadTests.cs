using RefillRadar.Dashboard.Hubs;

namespace RefillRadar.Tests.Unit.Dashboard;

public sealed class CoalescedReadTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly SemaphoreSlim _started = new(0);
    private readonly SemaphoreSlim _go = new(0);
    private readonly CoalescedRead<int> _read;
    private int _reads;

    public CoalescedReadTests() => _read = new CoalescedRead<int>(ReadAsync);

    [Fact]
    public async Task All_who_ask_during_a_read_share_the_next_one()
    {
        var first = _read.GetAsync(default);
        await _started.WaitAsync().WaitAsync(Patience);
        var later = Enumerable.Range(0, 100).Select(_ => _read.GetAsync(default)).ToArray();
        _go.Release(2);
        Assert.Equal(1, await first.WaitAsync(Patience));
        Assert.All(await Task.WhenAll(later).WaitAsync(Patience), number => Assert.Equal(2, number));
    }

    [Fact]
    public async Task Who_asks_after_a_read_has_started_gets_a_newer_one()
    {
        _go.Release(2);
        Assert.Equal(1, await _read.GetAsync(default).WaitAsync(Patience));
        Assert.Equal(2, await _read.GetAsync(default).WaitAsync(Patience));
    }

    [Fact]
    public async Task One_who_goes_ends_nothing_for_the_others()
    {
        using var gone = new CancellationTokenSource();
        var leaving = _read.GetAsync(gone.Token);
        var staying = _read.GetAsync(default);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving.WaitAsync(Patience));
        _go.Release(2);
        Assert.InRange(await staying.WaitAsync(Patience), 1, 2);
    }

    [Fact]
    public async Task A_read_that_fails_fails_those_it_answers_and_no_others()
    {
        var fails = true;
        var read = new CoalescedRead<int>(() => fails ? throw new InvalidOperationException("No answer.") : Task.FromResult(7));
        await Assert.ThrowsAsync<InvalidOperationException>(() => read.GetAsync(default).WaitAsync(Patience));
        fails = false;
        Assert.Equal(7, await read.GetAsync(default).WaitAsync(Patience));
    }

    public void Dispose()
    {
        _started.Dispose();
        _go.Dispose();
    }

    private async Task<int> ReadAsync()
    {
        var number = Interlocked.Increment(ref _reads);
        _started.Release();
        await _go.WaitAsync();
        return number;
    }
}
