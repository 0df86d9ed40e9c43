using RefillRadar.Grains.Board;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Tests.Cluster;

/// <summary>What time alone brings.</summary>
public sealed class TimeTests
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task A_hold_fires_when_it_is_over_and_not_before()
    {
        await using var cluster = await RadarCluster.StartAsync("7,Bike,20,shop,60");
        var shop = new Shop(cluster.Time);
        await cluster.SendAsync(shop.Set("7", 5));
        var opened = cluster.Time.GetUtcNow();
        await cluster.PassAsync(TimeSpan.FromSeconds(59), TimeSpan.FromSeconds(1));
        Assert.Equal(AlertStatus.Pending, cluster.AlertOf("7").Status);
        await cluster.Eventually(() => cluster.AlertOf("7").Status == AlertStatus.Firing, "the end of the hold");
        Assert.InRange(cluster.AlertOf("7").FiredAt!.Value - opened, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(62));
    }

    [Fact]
    public async Task A_snooze_wakes_by_itself_and_reminds_the_team()
    {
        await using var cluster = await RadarCluster.StartAsync("7,Bike,20,shop");
        var shop = new Shop(cluster.Time);
        await cluster.SendAsync(shop.Set("7", 5));
        await cluster.Eventually(() => cluster.AlertOf("7").Notifications == 1, "the first mail");
        var until = cluster.Time.GetUtcNow().AddMinutes(20);
        var snoozed = await cluster.Radar.ActAsync(
            cluster.AlertOf("7").Id, new AlertAction(AlertActionKind.Snooze, "ann", "later", until), CancellationToken.None);
        Assert.Equal((AlertStatus.Snoozed, until), (snoozed.Alert!.Status, snoozed.Alert.SnoozedUntil));

        await cluster.PassAsync(TimeSpan.FromMinutes(19), Step);
        Assert.Equal(AlertStatus.Snoozed, cluster.AlertOf("7").Status);
        Assert.Single(cluster.Stores.Post.Sent);
        await cluster.Eventually(() => cluster.AlertOf("7").Status == AlertStatus.Firing, "the end of the snooze", Step);
        await cluster.Eventually(() => cluster.AlertOf("7").Notifications == 2, "the reminder", Step);
        Assert.Contains("(still)", cluster.Stores.Post.Mails.Last().Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_firing_alert_is_repeated_at_its_interval_until_somebody_takes_it()
    {
        await using var cluster = await RadarCluster.StartAsync("7,Bike,20,shop,,30");
        var shop = new Shop(cluster.Time);
        await cluster.SendAsync(shop.Set("7", 5));
        await cluster.Eventually(() => cluster.AlertOf("7").Notifications == 1, "the first mail");
        await cluster.PassAsync(TimeSpan.FromMinutes(29), Step);
        Assert.Single(cluster.Stores.Post.Sent);
        await cluster.Eventually(() => cluster.AlertOf("7").Notifications == 2, "the first reminder", Step);
        await cluster.Eventually(() => cluster.AlertOf("7").Notifications == 3, "the second reminder", Step);
        var sent = cluster.Stores.Post.Sent.Select(mail => mail.At).ToArray();
        Assert.All(sent.Zip(sent.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(32)));

        await cluster.Radar.ActAsync(cluster.AlertOf("7").Id, new AlertAction(AlertActionKind.Acknowledge, "ann"), CancellationToken.None);
        await cluster.PassAsync(TimeSpan.FromMinutes(70), Step);
        Assert.Equal(3, cluster.Stores.Post.Sent.Count);
    }
}
