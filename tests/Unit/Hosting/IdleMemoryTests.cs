using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RefillRadar.Silo.Hosting;

namespace RefillRadar.Tests.Unit.Hosting;

public sealed class IdleMemoryTests : IDisposable
{
    private const long Megabyte = 1 << 20;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);
    private readonly FakeTimeProvider _time = new();
    private readonly FakeMemory _memory = new();
    private readonly IdleMemory _service;

    public IdleMemoryTests() => _service = new IdleMemory(_memory, _time, NullLogger<IdleMemory>.Instance);

    [Theory]
    [InlineData(9, 4000, 0, false)]
    [InlineData(10, 4000, 0, true)]
    [InlineData(10, 255, 0, false)]
    [InlineData(10, 256, 0, true)]
    [InlineData(3600, 650, 400, false)]
    [InlineData(3600, 656, 400, true)]
    [InlineData(3600, 1499, 1000, false)]
    [InlineData(3600, 1500, 1000, true)]
    [InlineData(3600, 300, 1000, false)]
    public void It_gives_back_when_it_is_idle_and_has_grown(int idleSeconds, long megabytes, long left, bool gives) =>
        Assert.Equal(gives, IdleMemoryDecision.GivesBack(TimeSpan.FromSeconds(idleSeconds), megabytes * Megabyte, left * Megabyte));

    [Theory]
    [InlineData(499, true)]
    [InlineData(500, false)]
    public void A_tenth_of_a_core_is_not_idle(int usedMilliseconds, bool isIdle) =>
        Assert.Equal(isIdle, IdleMemoryDecision.IsIdle(TimeSpan.FromMilliseconds(usedMilliseconds), Look));

    [Fact]
    public async Task After_a_burst_it_gives_back_once_and_again_after_the_next()
    {
        var started = _memory.Seen();
        await _service.StartAsync(default);
        await started.WaitAsync(TimeSpan.FromSeconds(10));
        _memory.WorkingSet = 3000 * Megabyte;
        await PassAsync(busy: true, looks: 4);
        Assert.Equal(0, _memory.Collections);

        await PassAsync(busy: false, looks: 10);
        Assert.Equal(1, _memory.Collections);

        _memory.WorkingSet = 3000 * Megabyte;
        await PassAsync(busy: true, looks: 1);
        await PassAsync(busy: false, looks: 1);
        Assert.Equal(1, _memory.Collections);
        await PassAsync(busy: false, looks: 1);
        Assert.Equal(2, _memory.Collections);
    }

    public void Dispose() => _service.Dispose();

    private async Task PassAsync(bool busy, int looks)
    {
        for (var look = 0; look < looks; look++)
        {
            if (busy)
                _memory.Used += Look;
            var seen = _memory.Seen();
            _time.Advance(Look);
            await seen.WaitAsync(TimeSpan.FromSeconds(10));
        }
    }

    private sealed class FakeMemory : IProcessMemory
    {
        private TimeSpan _used;
        private int _asked;
        private TaskCompletionSource _seen = new();

        public int Collections { get; private set; }

        public long WorkingSet { get; set; } = 400 * Megabyte;

        // Asked at the start, then twice with each look: at its beginning and at its end.
        public TimeSpan Used
        {
            get
            {
                if (++_asked % 2 == 1)
                    _seen.TrySetResult();
                return _used;
            }
            set => _used = value;
        }

        public Task Seen() => (_seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

        public void GiveBack()
        {
            Collections++;
            WorkingSet = 500 * Megabyte;
        }
    }
}
