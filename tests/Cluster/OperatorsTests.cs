using System.Text;
using Microsoft.Extensions.DependencyInjection;
using RefillRadar.Grains.Health;
using RefillRadar.Grains.Notifications;
using RefillRadar.Tests.Cluster.Ports;

namespace RefillRadar.Tests.Cluster;

/// <summary>Operators get an e-mail for each part of the installation that fails, and teams none that may be wrong.</summary>
public sealed class OperatorsTests
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Stale = TimeSpan.FromMinutes(16);

    [Fact]
    public async Task A_stale_source_is_one_email_across_retries_and_restarts_and_its_recovery_another()
    {
        var stores = StoresWith("7,Bike,20,shop");
        await using (var cluster = await StartAsync(stores))
        {
            stores.Post.Outcomes.Enqueue(MailOutcome.Retry("Busy."));
            await PassAsync(cluster, Stale);
            await EventuallyAsync(cluster, () => Subjects(stores).Length == 1, "the e-mail to operators");
            Assert.Equal(2, stores.Post.Tried.Count);
            Assert.Single(stores.Post.Tried.Select(mail => mail.BatchId).Distinct());
            Assert.Equal("operators", stores.Post.Mails.First().Attributes["team"]);
            await PassAsync(cluster, TimeSpan.FromMinutes(5));
            var health = (await cluster.Radar.GetSystemAsync(CancellationToken.None)).Operators;
            Assert.Equal([HealthNames.Source], health.NotifiedAt.Keys);
            await cluster.KillAllAsync();
        }

        await using var next = await StartAsync(stores);
        await PassAsync(next, Stale);
        Assert.Equal(["RefillRadar: source failing"], Subjects(stores));
        await PostAsync(next, Update(7, 50));
        await EventuallyAsync(next, () => Subjects(stores).Length == 2, "the recovery");
        await PassAsync(next, TimeSpan.FromMinutes(5));
        Assert.Equal(["RefillRadar: source failing", "RefillRadar: source recovered"], Subjects(stores));
    }

    [Fact]
    public async Task An_email_does_not_wait_for_a_store_that_fails()
    {
        var stores = StoresWith("7,Bike,20,shop");
        await using var cluster = await StartAsync(stores);
        stores.Grains.Writing = grain => _ = grain.StartsWith("health-alert/", StringComparison.Ordinal) ? throw new IOException("No space.") : grain;
        await PassAsync(cluster, Stale);
        await EventuallyAsync(cluster, () => Subjects(stores).Length == 1, "the e-mail to operators");
        await PassAsync(cluster, TimeSpan.FromMinutes(5));
        Assert.Equal(["RefillRadar: source failing"], Subjects(stores));
    }

    [Fact]
    public async Task What_is_resolved_on_stale_levels_is_said_once_data_arrives_again()
    {
        var stores = StoresWith("7,Bike,20,shop", "8,Lamp,20,shop");
        await using var cluster = await StartAsync(stores);
        await PostAsync(cluster, Update(7, 5));
        await cluster.Eventually(() => cluster.AlertOf("7").Notifications == 1, "the first e-mail");
        await PassAsync(cluster, Stale);
        await EventuallyAsync(cluster, () => Subjects(stores).Contains("RefillRadar: source failing"), "the stale source");

        stores.Thresholds.Put(RadarCluster.Header + "7,Bike,2,shop\n8,Lamp,20,shop");
        await EventuallyAsync(cluster, () => cluster.AlertOf("7").ResolvedAt is not null, "the end of the alert");
        await PassAsync(cluster, TimeSpan.FromMinutes(20));
        Assert.DoesNotContain(Subjects(stores), subject => subject.Contains("Resolved", StringComparison.Ordinal));
        var team = Assert.Single((await cluster.Radar.GetSystemAsync(CancellationToken.None)).Teams);
        Assert.Equal((1, 1, null), (team.Queued, team.Held, team.OldestAt));

        await PostAsync(cluster, Update(8, 50));
        await EventuallyAsync(cluster, () => Subjects(stores).Contains("Stock Alert: Resolved - Bike (ID: 7)"), "the resolved alert");
    }

    [Fact]
    public async Task Levels_from_before_a_truncate_are_stale_until_their_rows_come_back()
    {
        var stores = StoresWith("*,,20,shop");
        await using (var cluster = await StartAsync(stores))
        {
            await PostAsync(cluster, Update(7, 50), Update(8, 50));
            cluster.Time.Advance(TimeSpan.FromSeconds(10));
            var truncate = Dms("truncate-table", "control", cluster.Time.GetUtcNow(), "");
            await PostAsync(cluster, truncate);
            await cluster.Eventually(async () => (await cluster.LevelAsync("7"))!.Stale, "the level to be stale");
            cluster.Time.Advance(TimeSpan.FromSeconds(10));
            await PostAsync(cluster, Dms("load", "data", cluster.Time.GetUtcNow(), "\"data\":{\"product_id\":7,\"quantity_available\":50},"));
            // Delivered again, it is of the same moment.
            await PostAsync(cluster, truncate);
            Assert.False((await cluster.LevelAsync("7"))!.Stale);
            await cluster.StopAsync();
        }

        await using var next = await StartAsync(stores);
        await next.Eventually(async () => (await next.LevelAsync("8"))!.Stale, "the level to be stale again");
        Assert.False((await next.LevelAsync("7"))!.Stale);
        await PassAsync(next, TimeSpan.FromMinutes(6));
        await EventuallyAsync(next, () => Subjects(stores).Contains("RefillRadar: source needs attention"), "the e-mail to operators");
        Assert.Contains("1 product still has its level from before.", stores.Post.Mails.Last().Body, StringComparison.Ordinal);

        await PostAsync(next, Dms("delete", "data", next.Time.GetUtcNow(), "\"data\":{\"product_id\":8},"));
        await EventuallyAsync(next, () => Subjects(stores).Contains("RefillRadar: source recovered"), "the recovery");
    }

    [Fact]
    public async Task A_store_that_fails_does_not_make_the_source_look_stale()
    {
        var stores = StoresWith("7,Bike,20,shop");
        await using var cluster = await StartAsync(stores);
        stores.Grains.Writing = grain => _ = grain.StartsWith("feed/", StringComparison.Ordinal) ? throw new IOException("No space.") : grain;
        for (var minute = 0; minute < 20; minute++)
        {
            await PostAsync(cluster, Update(7, 50 + minute));
            await PassAsync(cluster, TimeSpan.FromMinutes(1));
        }

        Assert.Empty(Subjects(stores));
        Assert.InRange(cluster.Time.GetUtcNow() - (await cluster.Radar.GetSystemAsync(CancellationToken.None)).Feed!.SeenAt!.Value, TimeSpan.Zero, TimeSpan.FromMinutes(3));
    }

    [Fact]
    public async Task A_truncate_that_cannot_be_stored_comes_again()
    {
        var stores = StoresWith("*,,20,shop");
        await using var cluster = await StartAsync(stores);
        stores.Grains.Writing = grain => _ = grain.StartsWith("feed/", StringComparison.Ordinal) ? throw new IOException("No space.") : grain;
        var line = Encoding.UTF8.GetBytes(Dms("truncate-table", "control", cluster.Time.GetUtcNow(), ""));
        var result = await cluster.WhileTimePassesAsync(cluster.Ingest.PostLinesAsync(line, null, CancellationToken.None));
        Assert.Equal([0], result.Failed);
    }

    private static SharedStores StoresWith(params string[] rows)
    {
        var stores = new SharedStores();
        stores.Thresholds.Put(RadarCluster.Header + string.Join('\n', rows));
        return stores;
    }

    private static Task<RadarCluster> StartAsync(SharedStores stores) =>
        RadarCluster.StartAsync(stores, services => services.AddHostedService(provider => provider.GetRequiredService<HealthMonitor>()));

    // In steps, each looked at by every process: to them, one that is not looked at is silence.
    private static async Task PassAsync(RadarCluster cluster, TimeSpan span)
    {
        for (var left = span; left > TimeSpan.Zero; left -= Step)
            await StepAsync(cluster);
    }

    private static async Task EventuallyAsync(RadarCluster cluster, Func<bool> condition, string what)
    {
        for (var step = 0; !condition(); step++)
        {
            Assert.True(step < 200, $"Waited in vain for: {what}");
            await StepAsync(cluster);
        }
    }

    private static async Task StepAsync(RadarCluster cluster)
    {
        var before = cluster.Time.GetUtcNow();
        cluster.Time.Advance(Step);
        var monitors = cluster.Silos.Select(silo => silo.ServiceProvider.GetRequiredService<HealthMonitor>()).ToArray();
        // One that has just set its next look, which the step did not reach, needs a little more time.
        for (var tries = 0; monitors.Any(monitor => !(monitor.Current?.At > before)); tries++)
        {
            Assert.True(tries < 1000, "The monitors do not look.");
            await Task.Delay(20);
            if (tries % 20 == 19)
                cluster.Time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    private static string[] Subjects(SharedStores stores) => [.. stores.Post.Mails.Select(mail => mail.Subject)];

    private static async Task PostAsync(RadarCluster cluster, params string[] lines)
    {
        var body = Encoding.UTF8.GetBytes(string.Join('\n', lines));
        var result = await cluster.WhileTimePassesAsync(cluster.Ingest.PostLinesAsync(body, null, CancellationToken.None));
        Assert.Empty(result.Failed);
    }

    private static string Update(int product, int quantity) =>
        $$$"""{"data":{"product_id":{{{product}}},"quantity_available":{{{quantity}}}},"metadata":{"operation":"update"}}""";

    private static string Dms(string operation, string type, DateTimeOffset at, string data) =>
        $$$"""{{{{data}}}"metadata":{"operation":"{{{operation}}}","record-type":"{{{type}}}","schema-name":"HASP","table-name":"inventory","timestamp":"{{{at.UtcDateTime:O}}}"}}""";
}
