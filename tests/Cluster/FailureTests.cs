using RefillRadar.Grains.Contracts;

namespace RefillRadar.Tests.Cluster;

/// <summary>Stores that fail once.</summary>
public sealed class FailureTests
{
    [Fact]
    public async Task A_product_that_cannot_write_its_state_fails_alone_and_redelivery_completes_it()
    {
        await using var cluster = await RadarCluster.StartAsync("*,,20,shop");
        var shop = new Shop(cluster.Time);
        var changes = shop.Sets(["1", "2", "7", "3"], 15).Concat(shop.Sets(["7", "1"], 14)).ToArray();
        var failures = 1;
        cluster.Stores.Grains.Writing = grain =>
        {
            if (grain == "product/7" && Interlocked.Decrement(ref failures) >= 0)
                throw new IOException("No.");
        };

        Assert.Equal(["7", "7"], await cluster.SendAsync(changes));
        Assert.Equal(["1", "2", "3"], cluster.Stores.Alerts.Rows.Values.Select(row => row.Key).Order());

        Assert.Empty(await cluster.SendAsync(changes));
        Assert.Equal(["1", "2", "3", "7"], cluster.Stores.Alerts.Rows.Values.Select(row => row.Key).Order());
        Assert.Equal(14, (await cluster.LevelAsync("7"))!.Quantity);
    }

    [Fact]
    public async Task An_alert_row_that_could_not_be_written_is_completed_by_the_redelivery()
    {
        await using var cluster = await RadarCluster.StartAsync("*,,20,shop");
        var shop = new Shop(cluster.Time);
        var changes = shop.Sets(["1", "7"], 15);
        FailPutOnce(cluster, "7");

        Assert.Equal(["7"], await cluster.SendAsync(changes));
        Assert.Empty(cluster.Stores.Alerts.Of("7"));
        Assert.NotNull(cluster.Stores.Grains.Read("product/7"));

        Assert.Empty(await cluster.SendAsync(changes));
        Assert.Equal(AlertStatus.Firing, cluster.AlertOf("7").Status);
        await cluster.Eventually(() => cluster.AlertOf("7").Notifications == 1, "the notice is sent");
        Assert.Equal(1, cluster.MailsAbout("7"));
    }

    [Fact]
    public async Task An_alert_row_that_could_not_be_written_is_completed_by_any_later_call()
    {
        await using var cluster = await RadarCluster.StartAsync("*,,20,shop");
        var shop = new Shop(cluster.Time);
        FailPutOnce(cluster, "7");
        Assert.Equal(["7"], await cluster.SendAsync(shop.Set("7", 15)));
        Assert.Empty(cluster.Stores.Alerts.Of("7"));

        await cluster.SendAsync(shop.Set("7", 30));
        var alert = cluster.AlertOf("7");
        Assert.Equal((AlertStatus.Resolved, ResolvedReason.Restocked), (alert.Status, alert.ResolvedReason));
        Assert.Contains(cluster.Stores.Alerts.Of("7").Single().History, step => step.Event == "opened" && step.Quantity == 15);
    }

    [Fact]
    public async Task A_partition_that_cannot_note_that_it_is_ahead_of_its_snapshot_fails_the_batch_and_takes_it_when_it_comes_again()
    {
        await using var cluster = await RadarCluster.StartAsync("*,,20,shop");
        var shop = new Shop(cluster.Time);
        await cluster.SettleAsync();
        var failures = 1;
        cluster.Stores.Grains.Writing = grain =>
        {
            if (grain.StartsWith("partition/", StringComparison.Ordinal) && Interlocked.Decrement(ref failures) >= 0)
                throw new IOException("No.");
        };
        var change = shop.Set("7", 15);

        await Assert.ThrowsAnyAsync<Exception>(() => cluster.SendAsync(change));
        Assert.Empty(cluster.Stores.Alerts.Rows);
        Assert.Empty(await cluster.SendAsync(change));
        Assert.Equal(AlertStatus.Firing, cluster.AlertOf("7").Status);
    }

    [Fact]
    public async Task A_snapshot_that_cannot_be_written_is_written_the_next_time()
    {
        await using var cluster = await RadarCluster.StartAsync("*,,20,shop");
        var shop = new Shop(cluster.Time);
        var failures = 2;
        cluster.Stores.Levels.Saving = (_, _) =>
        {
            if (Interlocked.Decrement(ref failures) >= 0)
                throw new IOException("No.");
        };
        await cluster.SendAsync(shop.Set("7", 55));
        await cluster.Eventually(() => !cluster.Stores.Levels.Chunks.IsEmpty, "the snapshot", TimeSpan.FromSeconds(5));
        Assert.True(failures < 0);
        Assert.Equal(55, (await cluster.LevelAsync("7"))!.Quantity);
    }

    private static void FailPutOnce(RadarCluster cluster, string key)
    {
        var failures = 1;
        cluster.Stores.Alerts.Putting = row =>
        {
            if (row.Key == key && Interlocked.Decrement(ref failures) >= 0)
                throw new IOException("No.");
        };
    }
}
