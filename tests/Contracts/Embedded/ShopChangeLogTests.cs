using RefillRadar.Grains.Stock.CatchUp;
using RefillRadar.Grains.Stock.Order;
using RefillRadar.Silo.Adapters.Embedded.Shop;
using RefillRadar.Tests.Contracts.Contracts;

namespace RefillRadar.Tests.Contracts.Embedded;

public sealed class ShopChangeLogTests : ChangeLogContract
{
    private readonly TestRadar _radar = new();
    private TestShop _shop = null!;

    protected override string Source => _shop.Database.Source;

    private ShopChangeLog Log => new(_shop.Database, new ShopCursors(_radar.Database));

    protected override Task<IChangeLog> CreateAsync()
    {
        _shop = new TestShop(_radar.Folder.Path);
        _shop.Database.Prepare();
        _shop.Sql("PRAGMA foreign_keys=0");
        return Task.FromResult<IChangeLog>(Log);
    }

    protected override Task InsertAsync(IEnumerable<(int ProductId, string Quantity)> rows)
    {
        _shop.Sql($"INSERT INTO inventory(product_id, quantity_available) VALUES {string.Join(',', rows.Select(row => $"({row.ProductId}, '{row.Quantity}')"))}");
        return Task.CompletedTask;
    }

    protected override async Task DropAsync()
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
            ["Insert 1 10 @2", "Update 1 9 @4", "Delete 1 - @5", "Update 2 9 @5", "Delete 2 - @6"], changes.Select(Placed));
        Assert.All(changes, change => Assert.Equal(_shop.Database.Source, change.Position.Source));
        Assert.All(changes, change => Assert.True(change.CommittedTicks > 0 && !change.HasEventTime));
    }

    [Fact]
    public async Task Changes_from_long_before_are_left_out()
    {
        _shop.Sql("INSERT INTO inventory(product_id) VALUES(1)");
        Assert.Empty(await ReadAsync(DateTimeOffset.UtcNow.AddHours(1)));
        Assert.Single(await ReadAsync(DateTimeOffset.MinValue));
    }

    [Fact]
    public async Task A_full_load_since_then_is_part_of_it_for_what_has_not_changed_since()
    {
        _shop.Sql("INSERT INTO inventory(product_id, quantity_available) VALUES(1, 10), (2, 20)");
        var cursors = new ShopCursors(_radar.Database);
        var loaded = DateTimeOffset.UtcNow;
        await cursors.SaveAsync(_shop.Database.Id, new ShopCursor(3, null, 3, loaded), CancellationToken.None);
        _shop.Sql("UPDATE inventory SET quantity_available = 11 WHERE product_id = 1; DELETE FROM refillradar_changes WHERE id <= 3");
        Assert.Equal(["Load 2 20 @3", "Update 1 11 @4"], (await ReadAsync(loaded)).Select(Placed));
    }

    private static string Placed(StockChange change) => $"{Text(change)} @{change.Position.Place}";
}
