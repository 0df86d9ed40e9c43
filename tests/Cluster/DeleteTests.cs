using RefillRadar.Grains.Board;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Stock.Order;
using RefillRadar.Grains.Stock.Partition;
using RefillRadar.Tests.Cluster.Ports;

namespace RefillRadar.Tests.Cluster;

public sealed class DeleteTests
{
    [Fact]
    public async Task A_delete_of_an_unknown_product_with_only_its_key_is_no_error_and_shows_nowhere()
    {
        await using var cluster = await RadarCluster.StartAsync("7,Bike,20,shop");
        Assert.Empty(await cluster.SendAsync(new Shop(cluster.Time).Delete("never seen")));
        Assert.Null(await cluster.LevelAsync("never seen"));
        Assert.Empty(cluster.Stores.Alerts.Rows);
        var page = await cluster.Radar.ListProductsAsync(new ProductQuery(), CancellationToken.None);
        Assert.Equal("7", Assert.Single(page.Items).Key);
        Assert.Equal(0, (await cluster.Radar.GetStatsAsync(CancellationToken.None)).Untracked);
    }

    [Fact]
    public async Task A_delete_ends_the_alert_as_discontinued()
    {
        await using var cluster = await RadarCluster.StartAsync("7,Bike,20,shop");
        var shop = new Shop(cluster.Time);
        await cluster.SendAsync(shop.Set("7", 5), shop.Delete("7"));
        var alert = cluster.AlertOf("7");
        Assert.Equal((AlertStatus.Resolved, ResolvedReason.Discontinued, 5m), (alert.Status, alert.ResolvedReason, alert.Quantity));
        Assert.Null((await cluster.LevelAsync("7"))!.Quantity);

        await cluster.SendAsync(shop.Set("7", 3, StockOperation.Insert));
        Assert.Equal(2, cluster.Stores.Alerts.Rows.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_older_update_after_a_delete_brings_nothing_back_not_even_after_a_restart(bool killed)
    {
        var stores = new SharedStores();
        stores.Thresholds.Put(RadarCluster.Header + "*,,20,shop");
        var shop = new Shop(stores.Time);
        var first = shop.Set("7", 50);
        var older = shop.Set("7", 5);
        var unseen = shop.Set("8", 5);
        var unseenDelete = shop.Delete("8");
        await using (var cluster = await RadarCluster.StartAsync(stores))
        {
            await cluster.SendAsync(first);
            await cluster.SendAsync(shop.Delete("7"), unseenDelete);
            await cluster.SendAsync(older, unseen);
            Assert.Empty(stores.Alerts.Rows);
            await (killed ? cluster.KillAllAsync() : cluster.StopAsync());
        }

        await using var again = await RadarCluster.StartAsync(stores);
        Assert.Empty(await again.SendAsync(older, unseen));
        await again.Eventually(async () => !(await again.Radar.ListProductsAsync(new ProductQuery(), CancellationToken.None)).Items.Any(level => level.Stale), "caught up");
        Assert.Empty(await again.SendAsync(older, unseen));
        Assert.Empty(stores.Alerts.Rows);
        Assert.Null((await again.LevelAsync("7"))!.Quantity);
        Assert.Null((await again.LevelAsync("8"))!.Quantity);

        await again.SendAsync(shop.Set("7", 4));
        Assert.Equal(AlertStatus.Firing, again.AlertOf("7").Status);
    }

    [Fact]
    public async Task A_deleted_product_is_forgotten_after_a_week()
    {
        await using var cluster = await RadarCluster.StartAsync("7,Bike,20,shop");
        var shop = new Shop(cluster.Time);
        await cluster.SendAsync(shop.Set("8", 50));
        await cluster.SendAsync(shop.Delete("8"));
        await cluster.PassAsync(TimeSpan.FromDays(6), TimeSpan.FromDays(1));
        var chunks = cluster.Stores.Levels.Chunks.Single(chunk => chunk.Key == (StockPartitions.Of("8"), 0)).Value.Length;
        await cluster.PassAsync(TimeSpan.FromDays(2), TimeSpan.FromHours(12));
        await cluster.PassAsync(TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(20));
        Assert.True(cluster.Stores.Levels.Chunks.Single(chunk => chunk.Key == (StockPartitions.Of("8"), 0)).Value.Length < chunks);
    }
}
