using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using RefillRadar.Silo.Adapters.Embedded.Sqlite;
using RefillRadar.Silo.Configuration;

namespace RefillRadar.Tests.Contracts.Embedded;

public sealed class SqliteDatabaseTests
{
    [Fact]
    public async Task A_failing_write_is_undone_and_fails_nobody_else()
    {
        await using var radar = new TestRadar();
        await CreateTableAsync(radar.Database);
        using var gate = new ManualResetEventSlim();
        var holding = radar.Database.WriteAsync(_ => gate.Wait(TimeSpan.FromSeconds(30)));
        var good = Enumerable.Range(0, 50).Select(i => InsertAsync(radar.Database, i)).ToArray();
        var bad = radar.Database.WriteAsync<int>(session =>
        {
            session.Execute("INSERT INTO t VALUES(1000)");
            throw new InvalidOperationException("mine");
        });
        var broken = InsertAsync(radar.Database, 7);
        var after = InsertAsync(radar.Database, 51);
        gate.Set();

        Assert.True(await holding);
        await Task.WhenAll(good);
        Assert.Equal("mine", (await Assert.ThrowsAsync<InvalidOperationException>(() => bad)).Message);
        await Assert.ThrowsAsync<SqliteException>(() => broken);
        await after;
        Assert.Equal(51L, await CountAsync(radar.Database));
    }

    [Fact]
    public async Task Ten_thousand_writers_at_once_are_all_on_disk()
    {
        await using var radar = new TestRadar();
        await CreateTableAsync(radar.Database);
        await Task.WhenAll(Enumerable.Range(0, 10_000).Select(i => InsertAsync(radar.Database, i)));
        await radar.RestartAsync();
        Assert.Equal(10_000L, await CountAsync(radar.Database));
    }

    [Fact]
    public async Task A_write_that_was_answered_is_seen_by_the_next_read()
    {
        await using var radar = new TestRadar();
        await CreateTableAsync(radar.Database);
        for (var i = 0; i < 200; i++)
        {
            await InsertAsync(radar.Database, i);
            Assert.Equal(i + 1L, await CountAsync(radar.Database));
        }
    }

    [Fact]
    public async Task Closing_writes_what_is_queued_first()
    {
        await using var radar = new TestRadar();
        await CreateTableAsync(radar.Database);
        var writes = Enumerable.Range(0, 500).Select(i => InsertAsync(radar.Database, i)).ToArray();
        await radar.RestartAsync();
        await Task.WhenAll(writes).WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(500L, await CountAsync(radar.Database));
    }

    [Fact]
    public async Task After_closing_it_says_so()
    {
        await using var radar = new TestRadar();
        await radar.Database.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => radar.Database.WriteAsync(_ => 1));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => radar.Database.ReadAsync(_ => 1));
    }

    [Fact]
    public async Task Readers_cannot_write()
    {
        await using var radar = new TestRadar();
        await Assert.ThrowsAsync<SqliteException>(() => radar.Database.ReadAsync(session => session.Execute("CREATE TABLE x(i)")));
    }

    [Fact]
    public async Task A_cancelled_write_is_not_done()
    {
        await using var radar = new TestRadar();
        await CreateTableAsync(radar.Database);
        using var cancel = new CancellationTokenSource();
        using var gate = new ManualResetEventSlim();
        var holding = radar.Database.WriteAsync(_ => gate.Wait(TimeSpan.FromSeconds(30)));
        var write = radar.Database.WriteAsync(session => session.Execute("INSERT INTO t VALUES(1)"), cancel.Token);
        await cancel.CancelAsync();
        gate.Set();
        await holding;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => write);
        Assert.Equal(0L, await CountAsync(radar.Database));
    }

    [Fact]
    public async Task A_file_of_a_newer_version_is_refused_with_what_to_do()
    {
        await using var radar = new TestRadar();
        await radar.Database.DisposeAsync();
        using (var session = SqliteSession.Open(radar.Path))
            session.Run("PRAGMA user_version = 999");
        var error = Assert.Throws<StartException>(() => new SqliteDatabase(radar.Path, NullLogger<SqliteDatabase>.Instance));
        Assert.Contains("RefillRadar:DataDirectory", error.Message, StringComparison.Ordinal);
    }

    private static Task<int> CreateTableAsync(SqliteDatabase database) =>
        database.WriteAsync(session => session.Execute("CREATE TABLE t(i INTEGER PRIMARY KEY)"));

    private static Task<int> InsertAsync(SqliteDatabase database, int i) =>
        database.WriteAsync(session => session.Execute("INSERT INTO t VALUES($i)", ("$i", i)));

    private static Task<long> CountAsync(SqliteDatabase database) =>
        database.ReadAsync(session => session.Scalar<long>("SELECT COUNT(*) FROM t"));
}
