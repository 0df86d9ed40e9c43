using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Stock.CatchUp;
using RefillRadar.Grains.Stock.Order;

namespace RefillRadar.Tests.Contracts.Contracts;

/// <summary>What every journal keeps to.</summary>
public abstract class JournalContract : IAsyncLifetime
{
    protected static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private readonly CancellationToken _ct = CancellationToken.None;

    public static TheoryData<string> HostileKeys =>
    [
        "", " ", "'", "''; DROP TABLE journal; --", "\"\\\"", "\0", "a\0b", "\r\n\t", "漢字@倉庫", "🧯@🏬", "e\u0301", "\u202E", "\uFFFD", "%40@%25",
        new('k', 255), new('漢', StockKey.MaxLength), string.Concat(Enumerable.Repeat("🧯", StockKey.MaxLength / 2)),
    ];

    protected IJournal Journal { get; private set; } = null!;

    protected abstract Task<IJournal> CreateAsync();

    /// <summary>The journal as another process finds it.</summary>
    protected abstract Task<IJournal> ReopenAsync();

    protected virtual Task DropAsync() => Task.CompletedTask;

    public async Task InitializeAsync() => Journal = await CreateAsync();

    public Task DisposeAsync() => DropAsync();

    [Fact]
    public async Task An_empty_journal_ends_at_once() => Assert.Empty(await ReadAsync(DateTimeOffset.MinValue));

    [Fact]
    public async Task What_was_appended_is_read_back_whole_and_in_order()
    {
        JournalEntry[] entries = [Entry(0, Changes(1, 3)), Entry(0, Changes(4, 1)), Entry(1, Changes(5, 2)), Entry(2, Changes(7, 50))];
        await Journal.AppendAsync(3, entries[..2], _ct);
        await Journal.AppendAsync(3, entries[2..3], _ct);
        await Journal.AppendAsync(3, entries[3..], _ct);
        await Journal.AppendAsync(3, [], _ct);
        AssertSame(entries, await ReadAsync(Now));
    }

    [Fact]
    public async Task Reading_begins_at_a_time()
    {
        await Journal.AppendAsync(3, [.. Enumerable.Range(0, 5).Select(second => Entry(second, Changes(second, 1)))], _ct);
        Assert.Equal([3, 4], (await ReadAsync(Now.AddSeconds(3))).Select(some => (int)(some.TakenAt! - Now).Value.TotalSeconds));
        Assert.Equal([4], (await ReadAsync(Now.AddSeconds(3).AddTicks(1))).Select(some => (int)(some.TakenAt! - Now).Value.TotalSeconds));
        Assert.Empty(await ReadAsync(Now.AddSeconds(5)));
        Assert.Equal(5, (await ReadAsync(DateTimeOffset.MinValue)).Count);
    }

    [Fact]
    public async Task Whatever_a_change_says_comes_back()
    {
        decimal?[] quantities = [null, 0, -0.0m, 1.50m, 0.0000000000000000000000000001m, StockQuantity.Max, -StockQuantity.Max, decimal.MaxValue, decimal.MinValue];
        var logs = new LogIdentity?[] { null, new(null, 0, null), new("mysql-bin", uint.MaxValue, "3e11fa47"), new("漢-bin", 1, null) };
        StockChange[] changes =
        [
            .. from operation in Enum.GetValues<StockOperation>()
               from quantity in quantities
               from log in logs
               select new StockChange(
                   "7", operation, quantity, new Position("stream#dms", new Place(ulong.MaxValue, (ulong)(quantity is null ? 0 : 1), 3), uint.MaxValue),
                   Now.UtcTicks, HasEventTime: log is null, log),
            new StockChange("8", StockOperation.Delete, null, Position.OfArrival(4, 17), 0),
            new StockChange("8", StockOperation.Load, 3, Position.None, 0),
        ];
        await Journal.AppendAsync(0, [Entry(0, changes)], _ct);
        var read = Assert.Single(await ReadAsync(Now));
        Assert.Equal(changes, read.Changes.AsEnumerable());
        Assert.Equal(
            changes.Select(change => change.Quantity is { } quantity ? string.Join(' ', decimal.GetBits(quantity)) : null),
            read.Changes.Select(change => change.Quantity is { } quantity ? string.Join(' ', decimal.GetBits(quantity)) : null));
    }

    [Theory]
    [MemberData(nameof(HostileKeys))]
    public async Task Any_key_comes_back(string key)
    {
        var entry = Entry(0, [Change(key, 1), Change(key + key, 2) with { Position = new Position(key, new Place(1, 2, 3)), Log = new LogIdentity(key, 1, key) }]);
        await Journal.AppendAsync(StockPartitions.Of(key), [entry], _ct);
        AssertSame([entry], await ReadAsync(Now));
    }

    [Fact]
    public async Task Entries_without_a_batch_and_of_one_time_are_all_kept()
    {
        var entries = Enumerable.Range(0, 20).Select(id => new JournalEntry(Now, Guid.Empty, Changes(id, 1))).ToArray();
        await Journal.AppendAsync(1, entries[..10], _ct);
        await Journal.AppendAsync(1, entries[10..], _ct);
        AssertSame(entries, await ReadAsync(Now));
    }

    [Fact]
    public async Task Groups_that_are_appended_at_once_are_all_kept_and_each_partition_keeps_its_order()
    {
        const int Rounds = 25;
        var groups = Enumerable.Range(0, StockPartitions.Count).Select(partition => Enumerable.Range(0, Rounds)
            .Select(round => Entry(round, [Change($"{partition}", round), Change($"{partition}", -round)])).ToArray()).ToArray();
        await Task.WhenAll(groups.Select(async (entries, partition) =>
        {
            foreach (var some in entries.Chunk(4))
                await Journal.AppendAsync(partition, some, _ct);
        }));
        var read = (await ReadAsync(Now)).SelectMany(some => some.Changes).ToLookup(change => change.Key);
        for (var partition = 0; partition < StockPartitions.Count; partition++)
            Assert.Equal(groups[partition].SelectMany(entry => entry.Changes), read[$"{partition}"]);
    }

    [Fact]
    public async Task Many_entries_of_one_group_keep_their_order()
    {
        JournalEntry[] entries = [.. Enumerable.Range(0, 60).Select(number => Entry(number, Changes(number, 200)))];
        await Journal.AppendAsync(4, entries, _ct);
        AssertSame(entries, await ReadAsync(Now));
    }

    [Fact]
    public async Task The_buffer_of_the_changes_can_be_used_again_once_they_are_appended()
    {
        var changes = Changes(1, 50);
        var buffer = changes.ToArray();
        var entry = Entry(0, changes[10..40]);
        await Journal.AppendAsync(4, [entry with { Changes = new ArraySegment<StockChange>(buffer, 10, 30) }], _ct);
        Array.Clear(buffer);
        AssertSame([entry], await ReadAsync(Now));
    }

    [Fact]
    public async Task A_batch_of_the_most_changes_and_longest_keys_is_kept()
    {
        // Keys that no compression makes smaller.
        var random = new Random(7);
        var changes = Enumerable.Range(0, 2_500).Select(number => Change(
            string.Concat(Enumerable.Range(0, StockKey.MaxLength).Select(_ => (char)random.Next(0x4E00, 0x9FFF))), number)).ToArray();
        var entry = Entry(0, changes);
        await Journal.AppendAsync(2, [entry], _ct);
        var read = await ReadAsync(Now);
        Assert.Equal(changes, read.SelectMany(some => some.Changes));
        Assert.All(read, some => Assert.Equal(entry.TakenAt, some.TakenAt));
    }

    [Fact]
    public async Task It_survives_the_process_and_goes_on()
    {
        JournalEntry[] entries = [Entry(0, Changes(1, 2)), Entry(0, Changes(3, 1)), Entry(1, Changes(4, 1))];
        await Journal.AppendAsync(3, entries[..2], _ct);
        Journal = await ReopenAsync();
        AssertSame(entries[..2], await ReadAsync(Now));
        await Journal.AppendAsync(3, entries[2..], _ct);
        AssertSame(entries, await ReadAsync(Now));
    }

    [Fact]
    public async Task Truncating_takes_away_nothing_that_any_partition_still_needs()
    {
        foreach (var partition in Enumerable.Range(0, StockPartitions.Count))
            await Journal.TruncateAsync(partition, Now, _ct);
        await Journal.AppendAsync(1, [Entry(0, [Change("one", 1)]), Entry(10, [Change("one", 2)])], _ct);
        await Journal.AppendAsync(2, [Entry(0, [Change("two", 1)]), Entry(10, [Change("two", 2)])], _ct);
        await Journal.TruncateAsync(1, Now.AddSeconds(20), _ct);
        Assert.Equal([1, 2], await QuantitiesAsync("two"));
        // Its own entry of the very time of the snapshot stays too.
        await Journal.TruncateAsync(2, Now.AddSeconds(10), _ct);
        Assert.Contains(2, await QuantitiesAsync("two"));

        Journal = await ReopenAsync();
        await Journal.AppendAsync(3, [Entry(15, [Change("three", 1)])], _ct);
        await Journal.TruncateAsync(1, Now.AddSeconds(60), _ct);
        await Journal.TruncateAsync(3, Now.AddSeconds(5), _ct);
        Assert.Contains(2, await QuantitiesAsync("two"));
        Assert.Equal([1], await QuantitiesAsync("three"));
    }

    [Fact]
    public async Task Truncating_again_or_what_was_never_written_is_harmless()
    {
        await Journal.TruncateAsync(5, Now, _ct);
        await Journal.TruncateAsync(5, Now, _ct);
        await Journal.TruncateAsync(5, DateTimeOffset.MinValue, _ct);
        await Journal.AppendAsync(5, [Entry(1, Changes(1, 1))], _ct);
        Assert.Single(await ReadAsync(Now));
    }

    [Fact]
    public async Task Reading_can_be_broken_off()
    {
        await Journal.AppendAsync(5, [Entry(1, Changes(1, 1))], _ct);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ReadAsync(Now, cancelled.Token));
    }

    protected static JournalEntry Entry(int second, StockChange[] changes) => new(Now.AddSeconds(second), Guid.NewGuid(), changes);

    protected static StockChange Change(string key, decimal? quantity) =>
        new(key, StockOperation.Update, quantity, Position.OfArrival(1, 1), Now.UtcTicks);

    protected async Task<List<LoggedChanges>> ReadAsync(DateTimeOffset since, CancellationToken cancellationToken = default)
    {
        var read = new List<LoggedChanges>();
        await foreach (var some in Journal.ReadAsync(since, cancellationToken))
            read.Add(some);
        return read;
    }

    private static StockChange[] Changes(int first, int count) => [.. Enumerable.Range(first, count).Select(id => Change($"{id}", id))];

    private static void AssertSame(IEnumerable<JournalEntry> expected, IEnumerable<LoggedChanges> read)
    {
        Assert.Equal(expected.Select(entry => (entry.TakenAt, entry.Batch)), read.Select(some => (some.TakenAt!.Value, some.Batch)));
        Assert.Equal(expected.SelectMany(entry => entry.Changes), read.SelectMany(some => some.Changes));
    }

    private async Task<IEnumerable<decimal>> QuantitiesAsync(string key) =>
        (await ReadAsync(DateTimeOffset.MinValue)).SelectMany(some => some.Changes).Where(change => change.Key == key).Select(change => change.Quantity!.Value);
}
