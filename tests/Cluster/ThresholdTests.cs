using RefillRadar.Grains.Board;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Thresholds;

namespace RefillRadar.Tests.Cluster;

public sealed class ThresholdTests
{
    private static readonly TimeSpan Nudge = TimeSpan.FromMilliseconds(500);

    [Fact]
    public async Task A_raised_threshold_opens_an_alert_at_once()
    {
        await using var cluster = await RadarCluster.StartAsync("7,Bike,20,shop", "8,Car,20,shop");
        await cluster.SendAsync(new Shop(cluster.Time).Sets(["7", "8"], 25));
        Assert.Empty(cluster.Stores.Alerts.Rows);

        var edited = cluster.Time.GetUtcNow();
        Put(cluster, "7,Bike,30,shop", "8,Car,20,shop");
        await cluster.Eventually(() => !cluster.Stores.Alerts.Rows.IsEmpty, "the alert");
        Assert.Equal((25m, 30m), (cluster.AlertOf("7").Quantity, cluster.AlertOf("7").Threshold));
        Assert.Empty(cluster.Stores.Alerts.Of("8"));
        Assert.InRange(cluster.AlertOf("7").OpenedAt - edited, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_lowered_threshold_resolves_as_threshold_changed_and_a_removed_row_as_untracked()
    {
        await using var cluster = await RadarCluster.StartAsync("7,Bike,20,shop", "8,Car,20,shop", "9,Bus,20,shop");
        await cluster.SendAsync(new Shop(cluster.Time).Sets(["7", "8", "9"], 15));

        Put(cluster, "7,Bike,10,shop", "9,Bus,20,shop,,,,false");
        await cluster.Eventually(
            () => cluster.Stores.Alerts.Rows.Values.All(row => row.Alert.Status == AlertStatus.Resolved), "all are resolved");
        Assert.Equal(ResolvedReason.ThresholdChanged, cluster.AlertOf("7").ResolvedReason);
        Assert.Equal(ResolvedReason.Untracked, cluster.AlertOf("8").ResolvedReason);
        Assert.Equal(ResolvedReason.Untracked, cluster.AlertOf("9").ResolvedReason);
        Assert.Equal(ProductStatus.Normal, (await cluster.LevelAsync("7"))!.Status);
        Assert.Equal(ProductStatus.Untracked, (await cluster.LevelAsync("8"))!.Status);
    }

    [Fact]
    public async Task An_upload_that_stalls_in_the_middle_changes_nothing_and_one_that_stays_so_counts()
    {
        await using var cluster = await RadarCluster.StartAsync("7,Bike,20,shop", "8,Car,15,shop", "9,Bus,20,shop");
        await cluster.SendAsync(new Shop(cluster.Time).Sets(["7", "8", "9"], 10));
        cluster.Stores.Thresholds.PutUnfinished(RadarCluster.Header + "7,Bike,20,shop\n8,Car,1");
        await cluster.Eventually(async () => (await InfoAsync()).Held is not null, "the file to be held", Nudge);
        Put(cluster, "7,Bike,20,shop", "8,Car,15,shop", "9,Bus,25,shop");
        await cluster.Eventually(async () => (await cluster.LevelAsync("9"))!.Threshold == 25, "the whole file", Nudge);
        Assert.All(cluster.Stores.Alerts.Rows.Values, row => Assert.Equal(AlertStatus.Firing, row.Alert.Status));
        Assert.Null((await InfoAsync()).Held);

        cluster.Stores.Thresholds.PutUnfinished(RadarCluster.Header + "7,Bike,20,shop\n8,Car,1");
        await cluster.Eventually(() => cluster.AlertOf("8").ResolvedReason == ResolvedReason.ThresholdChanged, "the file that stays as it is", Nudge);

        Task<ThresholdsInfo> InfoAsync() => cluster.Radar.GetThresholdsAsync(CancellationToken.None);
    }

    [Fact]
    public async Task New_thresholds_bind_the_next_changes_of_products_that_were_above_them()
    {
        await using var cluster = await RadarCluster.StartAsync("7,Bike,20,shop");
        var shop = new Shop(cluster.Time);
        await cluster.SendAsync(shop.Set("7", 100));
        Put(cluster, "7,Bike,60,shop");
        await InForceAsync(cluster);
        await cluster.SendAsync(shop.Set("7", 55));
        Assert.Equal(60, cluster.AlertOf("7").Threshold);
    }

    [Fact]
    public async Task A_product_that_fails_while_thresholds_change_holds_up_no_other_and_is_looked_at_again()
    {
        await using var cluster = await RadarCluster.StartAsync("*,,20,shop");
        // More than a partition looks at together, all of one partition.
        var keys = Enumerable.Range(1, 40_000).Select(id => $"{id}")
            .Where(key => StockPartitions.Of(key) == 3).Take(600).ToArray();
        var shop = new Shop(cluster.Time);
        await cluster.SendAsync(shop.Sets(keys, 25));
        var failing = true;
        cluster.Stores.Grains.Writing = grain =>
        {
            if (failing && grain == $"product/{keys[10]}")
                throw new IOException("No.");
        };

        Put(cluster, "*,,30,shop");
        await cluster.Eventually(() => cluster.Stores.Alerts.Rows.Count == 599, "the alerts of all but one");
        failing = false;
        await cluster.Eventually(() => cluster.Stores.Alerts.Rows.Count == 600, "the alert of the last");
    }

    [Fact]
    public async Task A_bad_file_is_refused_with_every_bad_line_while_the_old_one_stays_in_force_even_over_a_restart()
    {
        var stores = new Ports.SharedStores();
        stores.Thresholds.Put(RadarCluster.Header + "7,Bike,20,shop\n8,Car,20,shop");
        await using (var cluster = await RadarCluster.StartAsync(stores))
        {
            await cluster.SendAsync(new Shop(cluster.Time).Sets(["7", "8"], 15));
            var good = await cluster.Radar.GetThresholdsAsync(CancellationToken.None);
            Assert.Equal((stores.Thresholds.Version, 2, 0), (good.Version, good.Rows, good.Errors.Length));

            Put(cluster, "7,Bike,many,shop", "8,Car,10,shop", ",Bus,20,shop", "10,Van,-1,shop");
            await cluster.Eventually(
                async () => !(await cluster.Radar.GetThresholdsAsync(CancellationToken.None)).Errors.IsEmpty, "the refusal");
            var refused = await cluster.Radar.GetThresholdsAsync(CancellationToken.None);
            Assert.Equal((good.Version, 2), (refused.Version, refused.Rows));
            Assert.NotNull(refused.RefusedAt);
            Assert.Equal(["Line 2", "Line 4", "Line 5"], refused.Errors.Select(error => error[..6]));
            await cluster.PassAsync(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(1));
            Assert.All(stores.Alerts.Rows.Values, row => Assert.Equal(AlertStatus.Firing, row.Alert.Status));
            await cluster.KillAllAsync();
        }

        await using var again = await RadarCluster.StartAsync(stores);
        await again.PassAsync(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(1));
        var info = await again.Radar.GetThresholdsAsync(CancellationToken.None);
        Assert.Equal((2, 3), (info.Rows, info.Errors.Length));
        Assert.Equal(2, stores.Alerts.Rows.Count);
        Assert.All(stores.Alerts.Rows.Values, row => Assert.Equal(AlertStatus.Firing, row.Alert.Status));

        Put(again, "7,Bike,10,shop", "8,Car,20,shop");
        await again.Eventually(() => again.AlertOf("7").Status == AlertStatus.Resolved, "the repaired file");
        Assert.Empty((await again.Radar.GetThresholdsAsync(CancellationToken.None)).Errors);
        Assert.Equal(AlertStatus.Firing, again.AlertOf("8").Status);
    }

    [Fact]
    public async Task Without_any_file_everything_is_untracked_and_nothing_is_lost_until_one_comes()
    {
        await using var cluster = await RadarCluster.StartAsync(new Ports.SharedStores());
        await cluster.SendAsync(new Shop(cluster.Time).Set("7", 15));
        Assert.Equal(ProductStatus.Untracked, (await cluster.LevelAsync("7"))!.Status);
        Assert.Contains("no file", Assert.Single((await cluster.Radar.GetThresholdsAsync(CancellationToken.None)).Errors), StringComparison.Ordinal);

        Put(cluster, "7,Bike,20,shop");
        await cluster.Eventually(() => !cluster.Stores.Alerts.Rows.IsEmpty, "the alert");
        Assert.Equal(AlertStatus.Firing, cluster.AlertOf("7").Status);
    }

    [Fact]
    public async Task Once_the_first_file_is_in_force_the_very_next_change_is_decided_by_it()
    {
        await using var cluster = await RadarCluster.StartAsync(new Ports.SharedStores());
        var shop = new Shop(cluster.Time);
        await cluster.SendAsync(shop.Set("7", 25));
        Put(cluster, "7,Bike,20,shop");
        cluster.Time.Advance(TimeSpan.FromSeconds(1));
        await cluster.Eventually(
            async () => (await cluster.Radar.GetThresholdsAsync(CancellationToken.None)).Version is not null, "the file", nudge: TimeSpan.Zero);

        // Had the fall gone by unseen, the level after it would be all that is left to look at.
        await cluster.SendAsync(shop.Set("7", 15), shop.Set("7", 30));
        Assert.Equal(AlertStatus.Resolved, cluster.AlertOf("7").Status);
    }

    private static void Put(RadarCluster cluster, params string[] rows) =>
        cluster.Stores.Thresholds.Put(RadarCluster.Header + string.Join('\n', rows));

    private static Task InForceAsync(RadarCluster cluster) => cluster.Eventually(
        async () => (await cluster.LevelAsync("7"))!.Threshold == 60, "the new threshold");
}
