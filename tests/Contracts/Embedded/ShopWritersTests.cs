using Microsoft.Data.Sqlite;
using RefillRadar.Silo.Adapters.Embedded.Shop;

namespace RefillRadar.Tests.Contracts.Embedded;

/// <summary>Programs that write to the shop without waiting for anybody's lock.</summary>
public sealed class ShopWritersTests : IAsyncLifetime
{
    private const int Writes = 1_000;
    private readonly TestRadar _radar = new();
    private readonly TestIngest _ingest = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _radar.DisposeAsync();

    [Theory]
    [InlineData("DELETE")]
    [InlineData("TRUNCATE")]
    [InlineData("PERSIST")]
    [InlineData("WAL")]
    public async Task No_write_is_refused_because_of_us_and_none_is_lost(string journal)
    {
        using var shop = new TestShop(_radar.Folder.Path, options => options with { IsOwn = false });
        File.WriteAllBytes(shop.Options.Path, []);
        shop.Sql($"PRAGMA journal_mode={journal}; CREATE TABLE inventory(product_id INTEGER PRIMARY KEY, quantity_available INTEGER, last_updated TEXT); INSERT INTO inventory VALUES(1, 0, NULL)");
        using var feed = new ShopFeed(shop.Database, new ShopCursors(_radar.Database), _ingest, TimeProvider.System, new MessageLog<ShopFeed>());
        await feed.StartAsync(CancellationToken.None);
        await Wait.Until(() => _ingest.Heartbeats > 0, "the first load");

        Assert.Equal(0, await Task.Run(() => Refused(shop.Options.Path, journal)));
        await Wait.Until(() => _ingest.Arrivals.Count > Writes, "all changes");
        Assert.Equal(Enumerable.Range(1, Writes).Select(level => $"update 1 {level}"), _ingest.Taken.Skip(1));
        await feed.StopAsync(CancellationToken.None);
    }

    private static int Refused(string path, string journal)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA journal_mode={journal}";
        command.ExecuteNonQuery();
        var refused = 0;
        for (var level = 1; level <= Writes; level++)
        {
            // The library of .NET repeats what is busy; the one below does not.
            while (SQLitePCL.raw.sqlite3_exec(connection.Handle, $"UPDATE inventory SET quantity_available = {level}") != SQLitePCL.raw.SQLITE_OK)
                refused++;
            Thread.SpinWait(20_000);
        }

        return refused;
    }
}
