using Microsoft.Extensions.Logging.Abstractions;
using RefillRadar.Silo.Adapters.Embedded.Shop;
using RefillRadar.Silo.Demo;
using RefillRadar.Tests.Contracts.Embedded;

namespace RefillRadar.Tests.Contracts.Demo;

public sealed class DemoShopTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_fills_the_shop_writes_the_thresholds_and_starts_to_sell()
    {
        using var shop = new TestShop(_folder.Path);
        using var demo = Demo(shop);
        await demo.StartAsync(CancellationToken.None);
        Assert.Equal(51, (await File.ReadAllLinesAsync(_folder.File("thresholds.csv"))).Length);
        await Wait.Until(() => shop.Changes().Count(change => change.StartsWith("update", StringComparison.Ordinal)) >= 5, "five sales");
        await demo.StopAsync(CancellationToken.None);
        Assert.Equal(50, shop.Changes().Count(change => change.StartsWith("insert", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Edited_thresholds_and_rows_deleted_by_hand_stay_as_they_are_over_a_restart()
    {
        using var shop = new TestShop(_folder.Path);
        new DemoShelf(Prepared(shop), DemoCatalog.Create(10, 1)).Fill();
        await File.WriteAllTextAsync(_folder.File("thresholds.csv"), "mine");
        shop.Sql("DELETE FROM inventory WHERE product_id = 1003; INSERT INTO products(product_id) VALUES(1011); INSERT INTO inventory(product_id, quantity_available) VALUES(1011, 77)");

        DemoThresholds.WriteIfMissing(_folder.File("thresholds.csv"), DemoCatalog.Create(12, 1));
        var shelf = new DemoShelf(shop.Database, DemoCatalog.Create(12, 1));
        shelf.Fill();

        Assert.Equal("mine", await File.ReadAllTextAsync(_folder.File("thresholds.csv")));
        Assert.DoesNotContain(shelf.Products, product => product.Id == 1011);
        using var session = shop.Database.Open();
        Assert.Equal(0L, session.Scalar<long>("SELECT COUNT(*) FROM inventory WHERE product_id = 1003"));
        Assert.Equal(77L, session.Scalar<long>("SELECT quantity_available FROM inventory WHERE product_id = 1011"));
        Assert.Equal(1L, session.Scalar<long>("SELECT COUNT(*) FROM inventory WHERE product_id = 1012"));
    }

    [Fact]
    public void Levels_that_are_text_or_negative_are_left_alone()
    {
        using var shop = new TestShop(_folder.Path);
        var shelf = new DemoShelf(Prepared(shop), DemoCatalog.Create(2, 1));
        shelf.Fill();
        shop.Sql("UPDATE inventory SET quantity_available = 'many' WHERE product_id = 1001; UPDATE inventory SET quantity_available = -4 WHERE product_id = 1002");
        var before = shop.Changes().Count;
        var simulation = new ShopSimulation(shelf.Products, 1, speed: 10);
        using var session = shop.Database.Open();
        for (var i = 0; i < 200; i++)
            shelf.Step(session, simulation, TimeSpan.FromMilliseconds(250));
        Assert.Equal(before, shop.Changes().Count);
    }

    [Fact]
    public async Task Somebody_elses_database_is_not_touched()
    {
        using var shop = new TestShop(_folder.Path, options => options with { IsOwn = false });
        using var demo = Demo(shop);
        await demo.StartAsync(CancellationToken.None);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    private static ShopDatabase Prepared(TestShop shop)
    {
        shop.Database.Prepare();
        return shop.Database;
    }

    private DemoShop Demo(TestShop shop) => new(
        new DemoOptions { Products = 50, Speed = 5, ThresholdsPath = _folder.File("thresholds.csv") },
        shop.Database, TimeProvider.System, NullLogger<DemoShop>.Instance);
}
