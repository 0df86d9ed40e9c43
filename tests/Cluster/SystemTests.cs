using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Notifications;

namespace RefillRadar.Tests.Cluster;

public sealed class SystemTests
{
    private static readonly string[] Keys = [.. Enumerable.Range(1, 8).Select(id => $"{id}")];
    private readonly CancellationToken _ct = CancellationToken.None;

    [Fact]
    public async Task Operators_see_silos_with_their_partitions_and_which_thresholds_are_in_force()
    {
        await using var cluster = await RadarCluster.StartAsync("*,,20,shop", "7,Bike,10,east");
        var status = await cluster.Radar.GetSystemAsync(_ct);

        Assert.Empty(status.Unanswered);
        Assert.Equal(cluster.Time.GetUtcNow(), status.At);
        Assert.Equal(
            cluster.Silos.Select(silo => (silo.SiloAddress.ToParsableString(), silo.Name, "Active", 16)).Order(),
            status.Silos.Select(silo => (silo.Address, silo.Name, silo.Status, silo.Partitions)).Order());
        Assert.Equal(Enumerable.Range(0, 32), status.Partitions.Select(partition => partition.Partition));
        Assert.Equal(cluster.SiloOf(cluster.PartitionOf("7")).SiloAddress.ToParsableString(), status.Partitions[StockPartitions.Of("7")].Silo);
        Assert.Equal((2, 0), (status.Thresholds!.Rows, status.Overdue));
        Assert.Equal(["east", "shop"], status.Teams.Select(team => team.Team));
        Assert.Null(status.Rates);
    }

    [Fact]
    public async Task Rates_are_those_between_two_looks()
    {
        await using var cluster = await RadarCluster.StartAsync("*,,20,shop");
        var shop = new Shop(cluster.Time);
        await cluster.SendAsync(shop.Sets(Keys, 100));
        await cluster.Radar.GetSystemAsync(_ct);

        var changes = shop.Sets(Keys, 50);
        await cluster.SendAsync([.. changes, shop.Set("7", 5)]);
        await cluster.SendAsync(changes);
        cluster.Stores.Grains.Writing = grain => _ = grain == "product/9" ? throw new IOException("No.") : grain;
        Assert.Equal(["9"], await cluster.SendAsync(shop.Set("9", 5)));
        cluster.Time.Advance(TimeSpan.FromSeconds(2));

        var status = await cluster.Radar.GetSystemAsync(_ct);
        Assert.Equal((TimeSpan.FromSeconds(2), 4, 0.5), (status.Rates!.Over, status.Rates.Duplicates, status.Rates.Failed));
        Assert.Equal((4.5, 1), (status.Rates.Changes, status.Rates.Decisions));
        Assert.StartsWith("product 9: ", status.Partitions[StockPartitions.Of("9")].Counts.LastError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_notice_is_owed_until_its_mail_has_left()
    {
        await using var cluster = await RadarCluster.StartAsync("*,,20,shop");
        await cluster.SendAsync(new Shop(cluster.Time).Set("7", 5));
        await cluster.Eventually(
            async () => (await cluster.Grains.GetGrain<INotificationGrain>("shop").Status()).Queued == 1, "the notice is owed", TimeSpan.Zero);
        var decided = cluster.Time.GetUtcNow();

        var owed = await cluster.Radar.GetSystemAsync(_ct);
        Assert.Equal([("shop", 1, (DateTimeOffset?)decided, null)], owed.Teams.Select(team => (team.Team, team.Queued, team.OldestAt, team.LastSentAt)));
        Assert.Equal(0, owed.Mailer!.Sent);

        await cluster.Eventually(() => cluster.AlertOf("7").Notifications == 1, "the mail");
        cluster.Time.Advance(TimeSpan.FromSeconds(2));
        var sent = await cluster.Radar.GetSystemAsync(_ct);
        Assert.Equal((0, 1), (Assert.Single(sent.Teams).Queued, sent.Mailer!.Sent));
        Assert.NotNull(sent.Teams[0].LastSentAt);
    }
}
