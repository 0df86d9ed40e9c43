using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using RefillRadar.Tests.Cluster.Ports;

namespace RefillRadar.Tests.Cluster;

/// <summary>A batch that takes longer than calls between grains may take otherwise.</summary>
public sealed class SlowBatchTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task It_is_waited_for_and_counted_once()
    {
        var stores = new SharedStores();
        stores.Thresholds.Put(RadarCluster.Header + "7,Bike,20,shop");
        await using var cluster = await RadarCluster.StartAsync(
            stores, services => services.PostConfigure<ClientMessagingOptions>(options => options.ResponseTimeout = Limit));
        using var release = new ManualResetEventSlim();
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        stores.Grains.Writing = grain =>
        {
            if (grain.StartsWith("product/", StringComparison.Ordinal) && held.TrySetResult())
                release.Wait(TimeSpan.FromSeconds(30));
        };

        var posted = cluster.WhileTimePassesAsync(cluster.Ingest.PostLinesAsync(Lines(100, 5, 100, 5), position: null, CancellationToken.None));
        await held.Task;
        // Orleans counts in the machine's time.
        await Task.Delay(2 * Limit);
        release.Set();

        var result = await posted;
        Assert.Empty(result.Failed);
        Assert.Equal(4, result.Applied);
        Assert.Equal(2, stores.Alerts.Of("7").Count());
        Assert.Equal(4, (await cluster.Radar.GetStatsAsync(CancellationToken.None)).RecordsTotal);
    }

    // Without a place a line that came twice would be two changes.
    private static byte[] Lines(params int[] levels) => Encoding.UTF8.GetBytes(string.Join('\n', levels.Select(level =>
        $$$"""{"database":"HASP","table":"inventory","type":"update","data":{"product_id":7,"quantity_available":{{{level}}}}}""")));
}
