using RefillRadar.Grains.Board;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Tests.Cluster;

/// <summary>Batches as Lambda posts them.</summary>
public sealed class BatchTests
{
    private const int Products = 40;
    private static readonly string[] Thresholds = [.. Enumerable.Range(1, Products).Select(id => $"{id},Product {id},20,team{id % 3},,,{(id % 4 == 0 ? "24" : "")}")];

    [Fact]
    public async Task Redelivered_shuffled_and_interleaved_batches_leave_the_alerts_and_mails_of_one_delivery_in_order()
    {
        var random = new Random(20261123);
        var records = History(random, 1200);
        var batches = records.Chunk(150).ToArray();

        var (alerts, mails) = await RunAsync(async cluster =>
        {
            foreach (var batch in batches)
                await PostAsync(cluster, batch);
        });
        var (againAlerts, againMails) = await RunAsync(async cluster =>
        {
            foreach (var batch in batches)
            {
                var shuffled = batch.ToArray();
                random.Shuffle(shuffled);
                await PostAsync(cluster, shuffled);
                await PostAsync(cluster, batch);
                await Task.WhenAll(PostAsync(cluster, batch), PostAsync(cluster, shuffled));
            }

            random.Shuffle(records);
            foreach (var batch in records.Chunk(300))
                await PostAsync(cluster, batch);
        });

        Assert.True(alerts.Length > Products, "The history has to raise some alerts.");
        Assert.Equal(alerts, againAlerts);
        Assert.NotEmpty(mails);
        Assert.Equal(mails, againMails);
    }

    [Fact]
    public async Task A_load_of_ten_thousand_rows_over_two_silos_raises_each_alert_once_however_often_it_comes()
    {
        await using var cluster = await RadarCluster.StartAsync("*,,5,shop");
        var records = Enumerable.Range(1, 10_000).Select(id => KinesisEvents.Row(id, id, id % 100, "load")).ToArray();
        foreach (var batch in records.Chunk(500))
            await PostAsync(cluster, batch);

        Assert.Equal(600, cluster.Stores.Alerts.Rows.Count);
        Assert.Equal(100, cluster.Stores.Alerts.Rows.Values.Count(row => row.Alert.Severity == AlertSeverity.Out));
        var ids = cluster.Stores.Alerts.Rows.Keys.Order().ToArray();
        foreach (var batch in records.Take(3000).Reverse().Chunk(500))
            await PostAsync(cluster, batch);

        Assert.Equal(ids, cluster.Stores.Alerts.Rows.Keys.Order());
        await cluster.Eventually(() => cluster.Stores.Alerts.Rows.Values.All(row => row.Alert.Notifications == 1), "all are mailed");
        // Grouped: one each time that a group is full or has waited long enough, and not 600.
        Assert.InRange(cluster.Stores.Post.Sent.Count, 1, 6);
        var stats = await cluster.Radar.GetStatsAsync(CancellationToken.None);
        Assert.Equal((10_000, 500, 100, 10_000L), (stats.Tracked, stats.Low, stats.Out, stats.RecordsTotal));
        Assert.Equal(2, Enumerable.Range(1, 200).Select(id => cluster.SiloOf(cluster.PartitionOf($"{id}")).Name).Distinct().Count());
    }

    [Fact]
    public async Task A_bad_record_goes_to_the_quarantine_once_and_a_control_record_nowhere_and_the_rest_is_applied()
    {
        await using var cluster = await RadarCluster.StartAsync("*,,5,shop");
        var records = Enumerable.Range(1, 500).Select(id => KinesisEvents.Row(id, id, 3)).ToArray();
        records[99] = KinesisEvents.Raw(100, """{"data":{"product_id":100,"quantity_available":"many"},"metadata":{"record-type":"data","operation":"update","schema-name":"HASP","table-name":"inventory"}}""");
        records[199] = KinesisEvents.Raw(200, """{"metadata":{"record-type":"control","operation":"create-table","schema-name":"HASP","table-name":"inventory"}}""");

        for (var time = 0; time < 3; time++)
            await PostAsync(cluster, records);

        Assert.Equal(498, cluster.Stores.Alerts.Rows.Count);
        var kept = Assert.Single(cluster.Stores.Quarantine.Records.Values);
        Assert.Equal(KinesisEvents.SequenceOf(100), kept.Position);
        Assert.Equal(records[99].Data, kept.Bytes.ToArray());
    }

    [Fact]
    public async Task The_endpoint_names_the_sequence_numbers_that_failed_and_takes_them_when_they_come_again()
    {
        await using var cluster = await RadarCluster.StartAsync("*,,20,shop");
        var records = Enumerable.Range(1, 60).Select(number => KinesisEvents.Row(number, 1 + number % 6, 10 - number / 10)).ToArray();
        cluster.Stores.Grains.Writing = grain =>
        {
            if (grain == "product/4")
                throw new IOException("No.");
        };

        var failed = await cluster.PostAsync(KinesisEvents.Of(records));
        Assert.Equal(
            Enumerable.Range(1, 60).Where(number => number % 6 == 3).Select(KinesisEvents.SequenceOf).Order(),
            failed.Order());
        Assert.Equal(5, cluster.Stores.Alerts.Rows.Count);

        cluster.Stores.Grains.Writing = null;
        await PostAsync(cluster, records);
        Assert.Equal(["1", "2", "3", "4", "5", "6"], cluster.Stores.Alerts.Rows.Values.Select(row => row.Key).Order());
    }

    // No time passes: what is mailed must not depend on how fast the machine is.
    private static async Task PostAsync(RadarCluster cluster, IEnumerable<(string Sequence, byte[] Data)> records) =>
        Assert.Empty((await cluster.Ingest.PostEventAsync(KinesisEvents.Of(records), isOwn: true, CancellationToken.None)).Failed);

    private static (string Sequence, byte[] Data)[] History(Random random, int length)
    {
        var levels = Enumerable.Repeat(25m, Products + 1).ToArray();
        return [.. Enumerable.Range(1, length).Select(number =>
        {
            var product = random.Next(1, Products + 1);
            levels[product] = levels[product] <= 2 || random.Next(8) == 0 ? 30 : levels[product] - random.Next(1, 6);
            return KinesisEvents.Row(number, product, levels[product]);
        })];
    }

    private static async Task<(string[] Alerts, string[] Mails)> RunAsync(Func<RadarCluster, Task> deliver)
    {
        await using var cluster = await RadarCluster.StartAsync(Thresholds);
        await deliver(cluster);
        await cluster.Eventually(
            () => cluster.Stores.Alerts.Rows.Values.All(row => row.Alert.Status == AlertStatus.Resolved || row.Alert.Notifications == 1), "all is mailed");
        foreach (var row in cluster.Stores.Alerts.Rows.Values.Where(row => row.Alert.Status != AlertStatus.Resolved))
            Assert.Equal(ProductStatus.Firing, (await cluster.LevelAsync(row.Key))!.Status);
        return (
            [.. cluster.Stores.Alerts.Rows.Values.OrderBy(row => row.Alert.Id, StringComparer.Ordinal)
                .Select(row => $"{row.Alert.Id} {row.Key} {row.Alert.Status} {row.Alert.Severity} {row.Alert.Notifications} "
                    + string.Join(',', row.History.Select(step => $"{step.Event} {step.Quantity}")))],
            [.. cluster.Stores.Post.Mails.Select(mail => mail.BatchId).Order(StringComparer.Ordinal)]);
    }
}
