using RefillRadar.Grains.Contracts;

namespace RefillRadar.Tests.Cluster;

public sealed class EpisodeTests
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task A_fall_through_the_threshold_and_a_restock_are_one_alert_one_firing_mail_and_one_resolved_mail()
    {
        await using var cluster = await RadarCluster.StartAsync("7,Bike,20,shop");
        var shop = new Shop(cluster.Time);
        foreach (var quantity in new[] { 21, 20, 19, 18 })
            Assert.Empty(await cluster.SendAsync(shop.Set("7", quantity)));
        Assert.Equal(AlertStatus.Firing, cluster.AlertOf("7").Status);

        await cluster.Eventually(() => cluster.AlertOf("7").Notifications == 1, "the notice is marked sent");
        await cluster.PassAsync(TimeSpan.FromMinutes(6), Step);
        Assert.Single(cluster.Stores.Post.Sent);

        await cluster.SendAsync(shop.Set("7", 30));
        var resolved = cluster.AlertOf("7");
        Assert.Equal((AlertStatus.Resolved, ResolvedReason.Restocked, 30m), (resolved.Status, resolved.ResolvedReason, resolved.Quantity));
        await cluster.Eventually(() => cluster.AlertOf("7").Notifications == 2, "the resolved notice is marked sent");
        await cluster.PassAsync(TimeSpan.FromMinutes(6), Step);

        Assert.Equal(["firing", "resolved"], cluster.Stores.Post.Mails.Select(mail => mail.Attributes["status"]));
        Assert.Equal(["Stock Alert: Bike (ID: 7)", "Stock Alert: Resolved - Bike (ID: 7)"], cluster.Stores.Post.Mails.Select(mail => mail.Subject));
        Assert.Null(Assert.Single(cluster.Stores.Alerts.Of("7")).Due);
    }

    [Fact]
    public async Task A_dip_within_one_batch_is_an_alert_that_nobody_needs_a_mail_for()
    {
        await using var cluster = await RadarCluster.StartAsync("7,Bike,20,shop");
        var shop = new Shop(cluster.Time);
        await cluster.SendAsync([.. new[] { 21, 20, 19, 18, 30 }.Select(quantity => shop.Set("7", quantity))]);

        var alert = cluster.AlertOf("7");
        Assert.Equal((AlertStatus.Resolved, ResolvedReason.Restocked), (alert.Status, alert.ResolvedReason));
        await cluster.PassAsync(TimeSpan.FromMinutes(10), Step);
        Assert.Empty(cluster.Stores.Post.Tried);
    }

    [Fact]
    public async Task Flapping_under_a_recovery_threshold_is_one_episode()
    {
        await using var cluster = await RadarCluster.StartAsync("7,Bike,20,shop,,,25");
        var shop = new Shop(cluster.Time);
        foreach (var quantity in new[] { 20, 21, 20, 24, 19, 25, 18 })
            await cluster.SendAsync(shop.Set("7", quantity));
        Assert.Equal(AlertStatus.Firing, cluster.AlertOf("7").Status);
        await cluster.SendAsync(shop.Set("7", 25.5m));
        Assert.Equal(AlertStatus.Resolved, cluster.AlertOf("7").Status);
    }

    [Fact]
    public async Task A_new_fall_after_a_restock_is_another_episode()
    {
        await using var cluster = await RadarCluster.StartAsync("7,Bike,20,shop");
        var shop = new Shop(cluster.Time);
        foreach (var quantity in new[] { 10, 30, 10, 30, 10 })
            await cluster.SendAsync(shop.Set("7", quantity));
        Assert.Equal(3, cluster.Stores.Alerts.Of("7").Count());
        Assert.Single(cluster.Stores.Alerts.Of("7"), row => row.Alert.Status == AlertStatus.Firing);
    }

    [Fact]
    public async Task Running_out_raises_the_severity_of_the_same_episode_and_is_mailed_within_seconds()
    {
        await using var cluster = await RadarCluster.StartAsync("7,Bike,20,shop");
        var shop = new Shop(cluster.Time);
        await cluster.SendAsync(shop.Set("7", 5));
        await cluster.Eventually(() => cluster.AlertOf("7").Notifications == 1, "the first mail");
        var before = cluster.Time.GetUtcNow();
        await cluster.SendAsync(shop.Set("7", 0));
        await cluster.Eventually(() => cluster.Stores.Post.Sent.Count == 2, "the mail about the stock-out");

        Assert.InRange(cluster.Stores.Post.Sent.Last().At - before, TimeSpan.Zero, TimeSpan.FromSeconds(12));
        Assert.Equal(AlertSeverity.Out, cluster.AlertOf("7").Severity);
        Assert.Equal("out", cluster.Stores.Post.Mails.Last().Attributes["severity"]);
    }

    [Fact]
    public async Task A_pending_alert_that_clears_leaves_no_row_and_no_mail()
    {
        await using var cluster = await RadarCluster.StartAsync("7,Bike,20,shop,60");
        var shop = new Shop(cluster.Time);
        await cluster.SendAsync(shop.Set("7", 5));
        Assert.Equal(AlertStatus.Pending, cluster.AlertOf("7").Status);
        await cluster.PassAsync(TimeSpan.FromSeconds(50), TimeSpan.FromSeconds(5));
        await cluster.SendAsync(shop.Set("7", 50));
        Assert.Empty(cluster.Stores.Alerts.Rows);
        await cluster.PassAsync(TimeSpan.FromMinutes(5), Step);
        Assert.Empty(cluster.Stores.Post.Tried);
        Assert.Empty(cluster.Stores.Alerts.Rows);
    }
}
