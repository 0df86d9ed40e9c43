using Orleans;
using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Notifications;

namespace RefillRadar.Tests.Cluster;

public sealed class SiloDeathTests
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);
    private static readonly string[] Keys = [.. Enumerable.Range(1, 40).Select(id => $"{id}")];

    [Fact]
    public async Task A_hold_survives_the_death_of_the_silo_that_watched_it_and_fires_by_the_sweep()
    {
        await using var cluster = await RadarCluster.StartAsync("7,Bike,20,shop,60");
        await cluster.SendAsync(new Shop(cluster.Time).Set("7", 5));
        var pending = cluster.AlertOf("7");
        Assert.Equal(AlertStatus.Pending, pending.Status);
        await cluster.KillAsync(cluster.SiloOf(cluster.Grains.GetGrain<IProductGrain>("7")));

        await cluster.Eventually(() => cluster.AlertOf("7").Status == AlertStatus.Firing, "the end of the hold", Step);
        var firing = cluster.AlertOf("7");
        Assert.Equal((pending.Id, pending.OpenedAt), (firing.Id, firing.OpenedAt));
        Assert.InRange(firing.FiredAt!.Value - firing.OpenedAt, TimeSpan.FromSeconds(60), TimeSpan.FromMinutes(5));
        await cluster.Eventually(() => cluster.AlertOf("7").Notifications == 1, "the mail", Step);
        Assert.Equal(1, cluster.MailsAbout("Bike"));
    }

    [Fact]
    public async Task Notices_that_were_owed_survive_the_death_of_the_silo_that_grouped_them()
    {
        await using var cluster = await RadarCluster.StartAsync([.. Keys.Select(key => $"{key},Product {key},20,shop")]);
        await cluster.SendAsync(new Shop(cluster.Time).Sets(Keys, 5));
        var team = cluster.Grains.GetGrain<INotificationGrain>("shop");
        await cluster.Eventually(() => cluster.IsActive(team), "the team's grain", TimeSpan.Zero);
        Assert.Empty(cluster.Stores.Post.Tried);
        await cluster.KillAsync(cluster.SiloOf(team));

        await cluster.Eventually(() => Keys.All(key => cluster.AlertOf(key).Notifications == 1), "all notices", Step);
        Assert.All(Keys, key => Assert.Equal(1, cluster.MailsAbout($"Product {key}")));
        Assert.InRange(cluster.Stores.Post.Sent.Count, 1, 2);
    }

    [Fact]
    public async Task A_batch_that_was_closed_when_its_silo_died_is_sent_again_under_the_same_id()
    {
        await using var cluster = await RadarCluster.StartAsync([.. Keys.Select(key => $"{key},Product {key},20,shop")]);
        await cluster.SendAsync(new Shop(cluster.Time).Sets(Keys, 5));
        cluster.Stores.Post.Close();
        await cluster.Eventually(() => cluster.Stores.Post.Tried.Count == 1, "the first try");
        await cluster.KillAsync(cluster.SiloOf(cluster.Grains.GetGrain<INotificationGrain>("shop")));
        cluster.Stores.Post.Open();

        await cluster.Eventually(() => Keys.All(key => cluster.AlertOf(key).Notifications == 1), "all notices", Step);
        await cluster.PassAsync(TimeSpan.FromMinutes(12), TimeSpan.FromSeconds(15));
        // Twice at most: the mailer may have lived on the other silo, and sent what the dead one never heard of.
        Assert.InRange(cluster.Stores.Post.Sent.Count, 1, 2);
        Assert.Single(cluster.Stores.Post.Tried.Select(mail => mail.BatchId).Distinct());
        Assert.All(Keys, key => Assert.Equal(1, cluster.AlertOf(key).Notifications));
    }

    [Fact]
    public async Task Changes_go_on_being_decided_once_while_a_silo_dies()
    {
        await using var cluster = await RadarCluster.StartAsync("*,,20,shop");
        var shop = new Shop(cluster.Time);
        await cluster.SendAsync(shop.Sets(Keys, 50));
        await cluster.SendAsync(shop.Sets(Keys, 15));
        var ids = cluster.Stores.Alerts.Rows.Keys.Order().ToArray();
        var later = shop.Sets(Keys, 10);
        await cluster.KillAsync(cluster.Silos[0]);

        // As Lambda does it: the same batch, until it is taken.
        await cluster.Eventually(async () =>
        {
            try
            {
                return (await cluster.SendAsync(later)).Count == 0;
            }
            catch (Exception exception) when (exception is Orleans.Runtime.OrleansException or TimeoutException or IOException)
            {
                return false;
            }
        }, "the batch is taken", Step);
        await cluster.SendAsync(shop.Sets(Keys, 30));
        Assert.Equal(ids, cluster.Stores.Alerts.Rows.Keys.Order());
        Assert.All(cluster.Stores.Alerts.Rows.Values, row => Assert.Equal(AlertStatus.Resolved, row.Alert.Status));
    }
}
