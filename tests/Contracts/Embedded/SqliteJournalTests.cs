using Microsoft.Extensions.Logging.Abstractions;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Stock.CatchUp;
using RefillRadar.Silo.Adapters.Embedded.Stores;
using RefillRadar.Silo.Adapters.Journal;
using RefillRadar.Tests.Contracts.Contracts;

namespace RefillRadar.Tests.Contracts.Embedded;

public sealed class SqliteJournalTests : JournalContract
{
    private readonly TestRadar _radar = new();

    protected override Task<IJournal> CreateAsync() => Task.FromResult<IJournal>(new SqliteJournal(_radar.Database, new JournalDecoder(NullLogger<JournalDecoder>.Instance)));

    protected override async Task<IJournal> ReopenAsync()
    {
        await _radar.RestartAsync();
        return new SqliteJournal(_radar.Database, new JournalDecoder(NullLogger<JournalDecoder>.Instance));
    }

    protected override async Task DropAsync() => await _radar.DisposeAsync();

    [Fact]
    public async Task What_no_partition_needs_any_more_is_deleted()
    {
        await Journal.AppendAsync(1, [Entry(0, [Change("1", 1)])], CancellationToken.None);
        await Journal.AppendAsync(1, [Entry(10, [Change("1", 2)])], CancellationToken.None);
        Assert.Equal(2, await RowsAsync());
        foreach (var partition in Enumerable.Range(0, StockPartitions.Count))
            await Journal.TruncateAsync(partition, Now.AddSeconds(10), CancellationToken.None);
        Assert.Equal(1, await RowsAsync());
        Assert.Equal(2, Assert.Single(Assert.Single(await ReadAsync(DateTimeOffset.MinValue)).Changes).Quantity);
        await Journal.TruncateAsync(1, Now.AddSeconds(11), CancellationToken.None);
        Assert.Equal(0, await RowsAsync());
    }

    [Fact]
    public async Task Many_rows_are_deleted_a_few_at_a_time_and_all_of_them()
    {
        for (var second = 0; second < 200; second++)
            await Journal.AppendAsync(second % StockPartitions.Count, [Entry(second, [Change("1", second)])], CancellationToken.None);
        Assert.Equal(200, await RowsAsync());
        foreach (var partition in Enumerable.Range(0, StockPartitions.Count))
            await Journal.TruncateAsync(partition, Now.AddSeconds(195), CancellationToken.None);
        Assert.Equal([195, 196, 197, 198, 199], (await ReadAsync(DateTimeOffset.MinValue)).SelectMany(some => some.Changes).Select(change => change.Quantity!.Value));
        Assert.Equal(5, await RowsAsync());
    }

    [Fact]
    public async Task Appending_to_a_file_that_is_closed_says_so_and_keeps_failing()
    {
        await _radar.Database.DisposeAsync();
        for (var attempt = 0; attempt < 2; attempt++)
        {
            await Assert.ThrowsAsync<ObjectDisposedException>(() =>
                Journal.AppendAsync(1, [Entry(0, [Change("1", 1)])], CancellationToken.None));
        }
    }

    [Theory]
    [InlineData("01")]
    [InlineData("0000000000000000")]
    [InlineData("00000000FFFFFFFF")]
    [InlineData("00000000F8FFFFFF")]
    [InlineData("00000000FFFFFF7F00")]
    [InlineData("0000000004000000FFFFFFFF")]
    public async Task A_damaged_row_is_left_out_and_not_the_end_of_the_journal(string hex)
    {
        await Journal.AppendAsync(1, [Entry(0, [Change("1", 1)])], CancellationToken.None);
        await _radar.Database.WriteAsync(session => session.Execute("UPDATE journal SET bytes = $bytes", ("$bytes", Convert.FromHexString(hex))));
        await Journal.AppendAsync(1, [Entry(9, [Change("1", 2)])], CancellationToken.None);
        Assert.Equal(2, Assert.Single(Assert.Single(await ReadAsync(DateTimeOffset.MinValue)).Changes).Quantity);
    }

    private Task<long> RowsAsync() => _radar.Database.ReadAsync(session => session.Scalar<long>("SELECT COUNT(*) FROM journal"));
}
