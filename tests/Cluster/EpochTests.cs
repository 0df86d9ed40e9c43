using System.Text.Json.Nodes;
using Orleans;
using Orleans.Core.Internal;
using Orleans.Runtime;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Stock.Intake;
using RefillRadar.Grains.Stock.Order;

namespace RefillRadar.Tests.Cluster;

public sealed class EpochTests
{
    [Fact]
    public async Task An_activation_that_was_taken_over_fails_its_batch_and_makes_way()
    {
        await using var cluster = await RadarCluster.StartAsync("7,Bike,20,shop");
        var shop = new Shop(cluster.Time);
        await cluster.SendAsync(shop.Set("7", 50));
        var partition = cluster.PartitionOf("7");
        var grain = partition.GetGrainId().ToString();
        cluster.Stores.Grains.Change(grain, TakeOver);
        var taken = Epoch(cluster, grain);

        // Within the time it trusts its epoch it decides; what it decides is in the product's state, which only one can write.
        await cluster.SendAsync(shop.Set("7", 40));
        cluster.Time.Advance(TimeSpan.FromSeconds(6));
        var change = shop.Set("7", 15);
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => cluster.SendAsync(change));
        Assert.Contains("taken over", refused.Message, StringComparison.Ordinal);
        Assert.Empty(cluster.Stores.Alerts.Rows);

        Assert.Empty(await cluster.SendAsync(change));
        Assert.Equal(AlertStatus.Firing, cluster.AlertOf("7").Status);
        Assert.Equal(taken + 1, Epoch(cluster, grain));
    }

    [Fact]
    public async Task An_activation_that_was_taken_over_writes_no_snapshot()
    {
        await using var cluster = await RadarCluster.StartAsync("7,Bike,20,shop");
        await cluster.SendAsync(new Shop(cluster.Time).Set("7", 50));
        var partition = cluster.PartitionOf("7");
        cluster.Stores.Grains.Change(partition.GetGrainId().ToString(), TakeOver);
        cluster.Time.Advance(TimeSpan.FromSeconds(6));
        await Assert.ThrowsAnyAsync<Exception>(() => partition.Apply(new StockBatch(Array.Empty<StockChange>())));
        Assert.DoesNotContain(cluster.Stores.Levels.Chunks.Keys, chunk => chunk.Partition == StockPartitions.Of("7"));
    }

    [Fact]
    public async Task An_activation_whose_claim_met_the_last_word_of_the_one_before_claims_again()
    {
        await using var cluster = await RadarCluster.StartAsync("7,Bike,20,shop");
        var shop = new Shop(cluster.Time);
        await cluster.SendAsync(shop.Set("7", 50));
        var partition = cluster.PartitionOf("7");
        var grain = partition.GetGrainId().ToString();
        var writes = 0;
        // The first is the last word, the second the claim.
        cluster.Stores.Grains.Writing = writing =>
        {
            if (writing == grain && ++writes == 2)
                cluster.Stores.Grains.Change(grain, state => state["Epoch"] = 77);
        };
        await partition.AsReference<IGrainManagementExtension>().DeactivateOnIdle();

        await cluster.SendAsync(shop.Set("7", 15));
        Assert.Equal(AlertStatus.Firing, cluster.AlertOf("7").Status);
        Assert.InRange(writes, 3, 4);
        Assert.Equal(78, Epoch(cluster, grain));
    }

    private static void TakeOver(JsonNode state) => state["Epoch"] = state["Epoch"]!.GetValue<long>() + 1;

    private static long Epoch(RadarCluster cluster, string grain) => cluster.Stores.Grains.Read(grain)!["Epoch"]!.GetValue<long>();
}
