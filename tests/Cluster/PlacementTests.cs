using Orleans;
using RefillRadar.Grains.Board;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Stock.Partition;

namespace RefillRadar.Tests.Cluster;

public sealed class PlacementTests
{
    private static readonly string[] Keys = [.. Enumerable.Range(1, 60).Select(id => $"{id}")];

    [Fact]
    public async Task Partitions_are_spread_evenly_over_the_silos()
    {
        await using var cluster = await RadarCluster.StartAsync("*,,20,shop");
        Assert.Equal([16, 16], cluster.PartitionsOfSilos());
    }

    [Fact]
    public async Task A_silo_that_joins_takes_its_share_and_nothing_is_lost_on_the_way()
    {
        await using var cluster = await RadarCluster.StartAsync("*,,20,shop");
        var shop = new Shop(cluster.Time);
        await cluster.SendAsync(shop.Sets(Keys, 50));
        await cluster.SendAsync(shop.Sets(Keys, 15));
        await cluster.JoinAsync();

        await cluster.Eventually(() => cluster.PartitionsOfSilos() is [10, 11, 11], "an even spread", TimeSpan.FromSeconds(1));
        await cluster.SendAsync(shop.Sets(Keys, 12));
        Assert.All(Keys, key => Assert.Equal(AlertStatus.Firing, cluster.AlertOf(key).Status));
        foreach (var key in Keys)
            Assert.Equal(12, (await cluster.LevelAsync(key))!.Quantity);
    }

    [Fact]
    public async Task Who_renews_a_subscription_is_told_when_a_partition_that_moved_did_not_know_it()
    {
        await using var cluster = await RadarCluster.StartAsync("*,,20,shop");
        var observer = new RecordingObserver(cluster.Time);
        var reference = cluster.Grains.CreateObjectReference<IRadarObserver>(observer);
        Task<bool> Renew() => cluster.Radar.SubscribeAsync(reference, levels: false, CancellationToken.None);
        Assert.False(await Renew());
        Assert.True(await Renew());

        await cluster.JoinAsync();
        await cluster.Eventually(() => cluster.PartitionsOfSilos() is [10, 11, 11], "an even spread", TimeSpan.FromSeconds(1));
        Assert.False(await Renew());
        Assert.True(await Renew());
        GC.KeepAlive(observer);
    }
}
