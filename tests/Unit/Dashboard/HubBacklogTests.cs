using System.IO.Pipelines;
using Microsoft.Extensions.Time.Testing;
using RefillRadar.Dashboard.Hubs;

namespace RefillRadar.Tests.Unit.Dashboard;

public sealed class HubBacklogTests
{
    private const int Large = 4 << 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly FakeTimeProvider _time = new(Samples.Now);
    private readonly HubBacklog _backlog;

    public HubBacklogTests() => _backlog = new HubBacklog(_time);

    [Fact]
    public async Task Only_what_waits_for_its_client_counts()
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 1000, resumeWriterThreshold: 500));
        var writer = new MeteredWriter(pipe.Writer, _backlog, () => { });
        await writer.WriteAsync(new byte[600]);
        Assert.Equal(0, _backlog.Bytes);

        var write = writer.WriteAsync(new byte[700]).AsTask();
        Assert.False(write.IsCompleted);
        Assert.Equal(700, _backlog.Bytes);

        var read = await pipe.Reader.ReadAsync();
        pipe.Reader.AdvanceTo(read.Buffer.End);
        await write.WaitAsync(Patience);
        Assert.Equal(0, _backlog.Bytes);
    }

    [Fact]
    public async Task A_connection_that_ends_leaves_nothing_behind()
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 1000, resumeWriterThreshold: 500));
        var writer = new MeteredWriter(pipe.Writer, _backlog, () => { });
        var write = writer.WriteAsync(new byte[2000]).AsTask();
        await pipe.Reader.CompleteAsync();
        await write.WaitAsync(Patience);
        Assert.Equal(0, _backlog.Bytes);
    }

    [Fact]
    public async Task While_too_much_waits_the_slow_ones_are_disconnected_until_it_has_drained()
    {
        var disconnected = new List<int>();
        List<PendingFlush> pending = [];
        for (var client = 0; client < HubBacklog.MaxBytes / Large; client++)
        {
            var number = client;
            pending.Add(_backlog.Add(Large, () =>
            {
                disconnected.Add(number);
                _backlog.Remove(pending[number]);
            }));
        }

        var small = _backlog.Add(1000, () => disconnected.Add(-1));
        var drained = _backlog.DrainedAsync(default);
        Assert.False(drained.IsCompleted);
        Assert.Empty(disconnected);

        while (!drained.IsCompleted && _time.GetUtcNow() < Samples.Now + Patience)
            _time.Advance(HubBacklog.Patience / 10);

        await drained.WaitAsync(Patience);
        Assert.Equal(Enumerable.Range(0, pending.Count), disconnected.Order());
        Assert.Equal(small.Bytes, _backlog.Bytes);
    }

    [Fact]
    public void Without_a_backlog_nobody_waits_and_nobody_is_disconnected()
    {
        _backlog.Add(Large, () => Assert.Fail("Nobody waits for anything."));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(_backlog.DrainedAsync(default).IsCompletedSuccessfully);
    }
}
