using System.Runtime.CompilerServices;
using CsCheck;
using RefillRadar.Grains.Stock.CatchUp;
using RefillRadar.Grains.Stock.Order;

namespace RefillRadar.Tests.Unit.Stock.CatchUp;

public sealed class LogMergeTests
{
    private static readonly DateTimeOffset Since = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    // Three logs of some groups of some changes, each change with a time.
    private static readonly Gen<int[][][]> Logs = Gen.Int[1, 40].Array[0, 5].Array[0, 6].Array[0, 3];

    [Fact]
    public Task Every_change_comes_once_and_each_log_keeps_its_order() => Logs.SampleAsync(async times =>
    {
        var logs = Make(times);
        var read = await ReadAsync(logs);
        for (var log = 0; log < logs.Length; log++)
            Assert.Equal(logs[log].Groups.SelectMany(group => group.Changes), read.SelectMany(some => some.Changes).Where(change => change.Key.StartsWith($"{log}:", StringComparison.Ordinal)));
        Assert.Equal(times.Sum(log => log.Sum(group => group.Length)), read.Sum(some => some.Changes.Length));
        Assert.All(read, some => Assert.NotEmpty(some.Changes));
    }, iter: 2_000);

    [Fact]
    public Task Logs_in_order_of_time_become_one_in_order_of_time() => Logs.SampleAsync(async times =>
    {
        foreach (var log in times)
        {
            var latest = 0;
            foreach (var group in log)
            {
                for (var index = 0; index < group.Length; index++)
                    group[index] = latest += group[index];
            }
        }

        var ticks = (await ReadAsync(Make(times))).SelectMany(some => some.Changes).Select(change => change.CommittedTicks).ToArray();
        Assert.Equal(ticks.Order(), ticks);
    }, iter: 2_000);

    [Fact]
    public async Task What_was_taken_in_together_keeps_its_time_and_batch_though_it_comes_in_parts()
    {
        var batch = Guid.NewGuid();
        var journal = new Log([new LoggedChanges([Change("j", 0), Change("k", 0)], new DateTimeOffset(20, TimeSpan.Zero), batch)]);
        var stream = new Log([new LoggedChanges([Change("a", 10), Change("b", 20), Change("c", 30)])]);
        var read = await ReadAsync([journal, stream]);
        Assert.Equal(["a", "b", "j", "k", "c"], read.SelectMany(some => some.Changes).Select(change => change.Key));
        var taken = Assert.Single(read, some => some.Batch == batch);
        Assert.Equal(20, taken.TakenAt!.Value.UtcTicks);
        Assert.Equal(2, taken.Changes.Length);
    }

    [Fact]
    public async Task A_time_that_runs_backwards_holds_its_log_and_no_other()
    {
        var first = new Log([new LoggedChanges([Change("a", 50), Change("b", 10)])]);
        var second = new Log([new LoggedChanges([Change("c", 20), Change("d", 60)])]);
        Assert.Equal(["c", "a", "b", "d"], (await ReadAsync([first, second])).SelectMany(some => some.Changes).Select(change => change.Key));
    }

    [Fact]
    public async Task Every_log_is_read_from_the_time_and_closed_even_when_one_fails()
    {
        Log[] logs = [new([new LoggedChanges([Change("a", 1)])]), new([new LoggedChanges([Change("b", 2)]), null!])];
        await Assert.ThrowsAsync<IOException>(() => ReadAsync(logs));
        Assert.All(logs, log => Assert.Equal(Since, log.From));
        Assert.All(logs, log => Assert.True(log.IsClosed));
        Assert.Empty(await ReadAsync([]));
    }

    private static async Task<List<LoggedChanges>> ReadAsync(Log[] logs)
    {
        var read = new List<LoggedChanges>();
        await foreach (var some in LogMerge.ReadAsync(logs, Since, CancellationToken.None))
            read.Add(some);
        return read;
    }

    private static Log[] Make(int[][][] times) =>
        [.. times.Select((groups, log) => new Log([.. groups.Select((group, at) => new LoggedChanges([.. group.Select((time, index) => Change($"{log}:{at}:{index}", time))]))]))];

    private static StockChange Change(string key, long ticks) => new(key, StockOperation.Update, 1, Position.None, ticks);

    /// <summary>A log of these groups; null is a failure.</summary>
    private sealed class Log(LoggedChanges[] groups) : IChangeLog
    {
        public LoggedChanges[] Groups => groups;

        public DateTimeOffset? From { get; private set; }

        public bool IsClosed { get; private set; }

        public async IAsyncEnumerable<LoggedChanges> ReadAsync(DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            From = since;
            try
            {
                foreach (var group in groups)
                {
                    await Task.Yield();
                    yield return group ?? throw new IOException("The log cannot be read.");
                }
            }
            finally
            {
                IsClosed = true;
            }
        }
    }
}
