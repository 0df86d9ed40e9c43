using System.Globalization;
using RefillRadar.Grains.Stock.CatchUp;
using RefillRadar.Grains.Stock.Order;

namespace RefillRadar.Tests.Contracts.Contracts;

/// <summary>What every change log keeps to.</summary>
public abstract class ChangeLogContract : IAsyncLifetime
{
    private IChangeLog _log = null!;

    protected abstract Task<IChangeLog> CreateAsync();

    /// <summary>What the feed names as the source of its positions.</summary>
    protected abstract string Source { get; }

    /// <summary>Inserts rows, in this order. A quantity that is no number cannot be read.</summary>
    protected abstract Task InsertAsync(IEnumerable<(int ProductId, string Quantity)> rows);

    protected virtual Task DropAsync() => Task.CompletedTask;

    public async Task InitializeAsync() => _log = await CreateAsync();

    public Task DisposeAsync() => DropAsync();

    [Fact]
    public async Task Changes_come_in_the_order_of_the_source_and_under_its_name()
    {
        await InsertAsync([(1, "10"), (2, "20"), (3, "30")]);

        var changes = await ReadAsync(DateTimeOffset.UtcNow.AddMinutes(-1));
        Assert.Equal(["Insert 1 10", "Insert 2 20", "Insert 3 30"], changes.Select(Text));
        Assert.All(changes, change => Assert.Equal(Source, change.Position.Source));
        Assert.All(changes.Zip(changes.Skip(1)), pair => Assert.True(pair.Second.Position.CompareTo(pair.First.Position) > 0));
    }

    [Fact]
    public async Task What_cannot_be_read_is_left_out()
    {
        await InsertAsync([(1, "10"), (2, "many"), (3, "30")]);
        Assert.Equal(["Insert 1 10", "Insert 3 30"], (await ReadAsync(DateTimeOffset.UtcNow.AddMinutes(-1))).Select(Text));
    }

    [Fact]
    public async Task An_empty_log_ends_at_once() => Assert.Empty(await ReadAsync(DateTimeOffset.MinValue));

    [Fact]
    public async Task More_than_a_batch_is_read_to_its_end()
    {
        await InsertAsync(Enumerable.Range(1, 4_500).Select(id => (id, id.ToString(CultureInfo.InvariantCulture))));
        Assert.Equal(Enumerable.Range(1, 4_500), (await ReadAsync(DateTimeOffset.MinValue)).Select(change => (int)change.Quantity!));
    }

    [Fact]
    public async Task Reading_can_be_broken_off()
    {
        await InsertAsync([(1, "10")]);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ReadAsync(DateTimeOffset.MinValue, cancelled.Token));
    }

    protected async Task<List<StockChange>> ReadAsync(DateTimeOffset since, CancellationToken cancellationToken = default)
    {
        var changes = new List<StockChange>();
        await foreach (var batch in _log.ReadAsync(since, cancellationToken))
            changes.AddRange(batch.Changes);
        return changes;
    }

    protected static string Text(StockChange change) =>
        string.Create(CultureInfo.InvariantCulture, $"{change.Operation} {change.Key} {change.Quantity?.ToString(CultureInfo.InvariantCulture) ?? "-"}");
}
