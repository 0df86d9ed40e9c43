using RefillRadar.Grains.Stock.Partition;

namespace RefillRadar.Tests.Unit.Stock.Partition;

public sealed class TurnsTests
{
    [Fact]
    public async Task Work_runs_one_at_a_time_in_the_order_in_which_it_came()
    {
        var turns = new Turns();
        var (running, order) = (0, new List<int>());
        var gates = Enumerable.Range(0, 5).Select(_ => new TaskCompletionSource()).ToArray();
        var work = gates.Select((gate, number) => turns.RunAsync(async () =>
        {
            Assert.Equal(1, Interlocked.Increment(ref running));
            order.Add(number);
            await gate.Task;
            Interlocked.Decrement(ref running);
        })).ToArray();
        // Whichever could end first, each waits for the one before it.
        foreach (var gate in gates.Reverse())
            gate.SetResult();
        await Task.WhenAll(work);
        Assert.Equal([0, 1, 2, 3, 4], order);
    }

    [Fact]
    public async Task Work_that_other_work_asks_for_waits_until_that_is_done()
    {
        var turns = new Turns();
        var log = new List<string>();
        var gate = new TaskCompletionSource();
        Task? inner = null;
        Task Log(string line)
        {
            log.Add(line);
            return Task.CompletedTask;
        }

        var outer = turns.RunAsync(async () =>
        {
            inner = turns.RunAsync(() => Log("inner"));
            await gate.Task;
            log.Add("outer");
        });
        var last = turns.RunAsync(() => Log("last"));
        gate.SetResult();
        await Task.WhenAll(outer, inner!, last);
        Assert.Equal(["outer", "inner", "last"], log);
    }

    [Fact]
    public void Nothing_waits_when_nothing_runs()
    {
        var turns = new Turns();
        var ran = false;
        Assert.True(turns.RunAsync(() => Task.FromResult(ran = true)).IsCompletedSuccessfully);
        Assert.True(ran);
    }

    [Fact]
    public async Task Work_that_fails_tells_its_caller_and_holds_up_nobody()
    {
        var turns = new Turns();
        var gate = new TaskCompletionSource();
        var failing = turns.RunAsync(() => gate.Task);
        var thrown = turns.RunAsync(() => throw new InvalidOperationException("mine"));
        var last = turns.RunAsync(() => Task.CompletedTask);
        gate.SetException(new IOException("disk"));
        await Assert.ThrowsAsync<IOException>(() => failing);
        Assert.Equal("mine", (await Assert.ThrowsAsync<InvalidOperationException>(() => thrown)).Message);
        await last;
    }
}
