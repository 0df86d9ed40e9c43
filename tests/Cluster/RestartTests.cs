using RefillRadar.Grains.Board;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Stock.Order;
using RefillRadar.Grains.Stock.Partition;
using RefillRadar.Tests.Cluster.Ports;

namespace RefillRadar.Tests.Cluster;

public sealed class RestartTests
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task After_an_unclean_stop_levels_are_stale_until_the_changes_since_the_snapshot_are_read_again()
    {
        var stores = NewStores("*,,20,shop");
        var shop = new Shop(stores.Time);
        StockChange lost;
        await using (var cluster = await RadarCluster.StartAsync(stores))
        {
            await cluster.SendAsync(shop.Sets(["1", "2", "3"], 50));
            await cluster.PassAsync(TimeSpan.FromSeconds(60), Step);
            Assert.NotEmpty(stores.Levels.Chunks);
            await cluster.SendAsync(shop.Set("1", 40), shop.Set("2", 5));
            // Committed, but they never reached a partition. That of 1 will find its own in the log, that of 3 comes again.
            lost = shop.Set("3", 4);
            stores.Log.Add(stores.Time.GetUtcNow(), [shop.Set("1", 39), lost]);
            await cluster.KillAllAsync();
        }

        var before = stores.Alerts.Rows.Keys.Single();
        stores.Log.Close();
        await using var again = await RadarCluster.StartAsync(stores);
        var stale = (await again.LevelAsync("1"))!;
        Assert.Equal((50m, true), (stale.Quantity, stale.Stale));
        Assert.Single((await again.Radar.ListProductsAsync(new ProductQuery { Status = "stale", Search = "1" }, CancellationToken.None)).Items);

        stores.Log.Open();
        await again.Eventually(async () => await again.LevelAsync("1") is { Stale: false }, "partition of 1 has caught up");
        await again.Eventually(async () => await again.LevelAsync("2") is { Stale: false }, "partition of 2 has caught up");
        await again.SendAsync(lost);
        Assert.Equal(39, (await again.LevelAsync("1"))!.Quantity);
        Assert.Equal((5m, ProductStatus.Firing), ((await again.LevelAsync("2"))!.Quantity, (await again.LevelAsync("2"))!.Status));
        Assert.Equal(before, again.AlertOf("2").Id);
        await again.PassAsync(TimeSpan.FromMinutes(2), Step);
        Assert.Equal(2, stores.Alerts.Rows.Count);
    }

    [Fact]
    public async Task A_log_that_cannot_be_read_yet_is_read_later()
    {
        var stores = NewStores("*,,20,shop");
        var shop = new Shop(stores.Time);
        await using (var cluster = await RadarCluster.StartAsync(stores))
        {
            await cluster.SendAsync(shop.Set("1", 50));
            stores.Log.Add(stores.Time.GetUtcNow(), [shop.Set("1", 4)]);
            await cluster.KillAllAsync();
        }

        var failures = 2;
        stores.Grains.Writing = grain =>
        {
            if (grain == "product/1" && Interlocked.Decrement(ref failures) >= 0)
                throw new IOException("No.");
        };
        await using var again = await RadarCluster.StartAsync(stores);
        await again.Eventually(() => stores.Alerts.Rows.Count == 1, "the alert");
        await again.Eventually(async () => await again.LevelAsync("1") is { Stale: false, Quantity: 4 }, "it has caught up");
    }

    [Fact]
    public async Task A_clean_stop_writes_everything_and_a_restart_has_levels_statuses_alerts_and_demand_back()
    {
        var stores = NewStores("1,Bike,20,shop", "2,Car,20,shop", "3,Bus,20,shop,600", "4,Van,20,shop");
        var shop = new Shop(stores.Time);
        ProductDetail before;
        string acknowledged;
        await using (var cluster = await RadarCluster.StartAsync(stores))
        {
            await cluster.SendAsync(shop.Sets(["1", "2", "3", "4", "unknown"], 100));
            for (var quantity = 99; quantity > 90; quantity--)
            {
                await cluster.PassAsync(TimeSpan.FromMinutes(60), TimeSpan.FromMinutes(20));
                await cluster.SendAsync(shop.Set("1", quantity));
            }

            await cluster.SendAsync(shop.Set("2", 0), shop.Set("3", 7), shop.Delete("4"));
            acknowledged = cluster.AlertOf("2").Id;
            await cluster.Radar.ActAsync(acknowledged, new AlertAction(AlertActionKind.Acknowledge, "ann"), CancellationToken.None);
            before = (await cluster.Radar.GetProductAsync("1", CancellationToken.None))!;
            Assert.NotNull(before.DemandPerDay);
            await cluster.StopAsync();
        }

        stores.Log.Close();
        await using var again = await RadarCluster.StartAsync(stores);
        var bike = (await again.Radar.GetProductAsync("1", CancellationToken.None))!;
        Assert.Equal(before.DemandPerDay!.Value, bike.DemandPerDay!.Value, 3);
        Assert.Equal(before.RecentLevels.Select(sample => sample.Quantity), bike.RecentLevels.Select(sample => sample.Quantity));
        var levels = (await again.Radar.ListProductsAsync(new ProductQuery(), CancellationToken.None)).Items;
        Assert.Equal(
            [("1", 91m, ProductStatus.Normal), ("2", 0m, ProductStatus.Acknowledged), ("3", 7m, ProductStatus.Pending), ("4", null, ProductStatus.Normal),
                ("unknown", 100m, ProductStatus.Untracked)],
            levels.Select(level => (level.Key, level.Quantity, level.Status)));
        Assert.DoesNotContain(levels, level => level.Stale);
        Assert.Equal(acknowledged, levels[1].AlertId);
        Assert.Equal(AlertSeverity.Out, levels[1].Severity);

        await again.SendAsync(shop.Set("2", 5), shop.Set("1", 15));
        Assert.Equal(acknowledged, again.AlertOf("2").Id);
        Assert.Equal(AlertStatus.Firing, again.AlertOf("1").Status);
        await again.Eventually(() => again.AlertOf("3").Status == AlertStatus.Firing, "the end of the hold", Step);
    }

    [Fact]
    public async Task A_change_that_a_dead_cluster_answered_for_is_not_decided_again_when_it_comes_again()
    {
        var stores = NewStores("*,,20,shop");
        var shop = new Shop(stores.Time);
        StockChange[] changes = [.. shop.Sets(["1", "2"], 15), .. shop.Sets(["1", "2"], 30), shop.Set("1", 10)];
        await using (var cluster = await RadarCluster.StartAsync(stores))
        {
            await cluster.SendAsync(changes);
            await cluster.KillAllAsync();
        }

        var ids = stores.Alerts.Rows.Keys.Order().ToArray();
        Assert.Equal(3, ids.Length);
        await using var again = await RadarCluster.StartAsync(stores);
        await again.SendAsync(changes);
        await again.SendAsync(changes[..2]);
        Assert.Equal(ids, stores.Alerts.Rows.Keys.Order());
        Assert.Equal(10, (await again.LevelAsync("1"))!.Quantity);
    }

    private static SharedStores NewStores(params string[] rows)
    {
        var stores = new SharedStores();
        stores.Thresholds.Put(RadarCluster.Header + string.Join('\n', rows));
        return stores;
    }
}
