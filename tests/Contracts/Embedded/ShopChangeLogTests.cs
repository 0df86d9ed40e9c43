using System.Globalization;
using RefillRadar.Grains.Stock;
using RefillRadar.Silo.Adapters.Embedded;

namespace RefillRadar.Tests.Contracts.Embedded;

public sealed class ShopChangeLogTests : IAsyncLifetime
{
    private readonly TestRadar _radar = new();
    private TestShop _shop = null!;

    public Task InitializeAsync()
    {
        _shop = new TestShop(_radar.Folder.Path);
        _shop.Database.Prepare();
        _shop.Sql("PRAGMA foreign_keys=0");
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        _shop.Dispose();
        await _radar.DisposeAsync();
    }

    [Fact]
    public async Task Changes_come_in_order_with_the_positions_that_the_feed_gave_them()
    {
        _shop.Sql("INSERT INTO inventory(product_id, quantity_available) VALUES(1, 10); UPDATE inventory SET quantity_available = 'x'; UPDATE inventory SET quantity_available = 9; UPDATE inventory SET product_id = 2; DELETE FROM inventory");
        var changes = await ReadAsync(DateTimeOffset.UtcNow.AddMinutes(-1));
        Assert.Equal(
            ["Insert 1 10 @2", "Update 1 9 @4", "Delete 1 - @5", "Update 2 9 @5", "Delete 2 - @6"], changes.Select(Text));
        Assert.All(changes, change => Assert.Equal(_shop.Database.Source, change.Position.Source));
        Assert.All(changes, change => Assert.True(change.CommittedTicks > 0 && !change.Position.Commit.IsPresent));
    }

    [Fact]
    public async Task Changes_from_long_before_are_left_out()
    {
        _shop.Sql("INSERT INTO inventory(product_id) VALUES(1)");
        Assert.Empty(await ReadAsync(DateTimeOffset.UtcNow.AddHours(1)));
        Assert.Single(await ReadAsync(DateTimeOffset.MinValue));
    }

    [Fact]
    public async Task More_than_a_batch_is_read_to_its_end()
    {
        _shop.Sql("INSERT INTO inventory(product_id, quantity_available) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2500) SELECT i, i FROM n");
        Assert.Equal(Enumerable.Range(1, 2500), (await ReadAsync(DateTimeOffset.MinValue)).Select(change => (int)change.Quantity!));
    }

    [Fact]
    public async Task A_full_load_since_then_is_part_of_it_for_what_has_not_changed_since()
    {
        _shop.Sql("INSERT INTO inventory(product_id, quantity_available) VALUES(1, 10), (2, 20)");
        var cursors = new ShopCursors(_radar.Database);
        var loaded = DateTimeOffset.UtcNow;
        await cursors.SaveAsync(_shop.Database.Id, new ShopCursor(3, null, 3, loaded), CancellationToken.None);
        _shop.Sql("UPDATE inventory SET quantity_available = 11 WHERE product_id = 1; DELETE FROM refillradar_changes WHERE id <= 3");
        Assert.Equal(["Load 2 20 @3", "Update 1 11 @4"], (await ReadAsync(loaded)).Select(Text));
    }

    private static string Text(StockChange change) => string.Create(
        CultureInfo.InvariantCulture, $"{change.Operation} {change.Key} {change.Quantity?.ToString(CultureInfo.InvariantCulture) ?? "-"} @{change.Position.Sequence}");

    private async Task<List<StockChange>> ReadAsync(DateTimeOffset since)
    {
        var changes = new List<StockChange>();
        await foreach (var batch in new ShopChangeLog(_shop.Database, new ShopCursors(_radar.Database)).ReadAsync(since, CancellationToken.None))
            changes.AddRange(batch);
        return changes;
    }
}
