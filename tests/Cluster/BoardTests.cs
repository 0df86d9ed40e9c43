using Microsoft.Extensions.DependencyInjection;
using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Board;
using RefillRadar.Grains.Configuration;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Stock.Partition;

namespace RefillRadar.Tests.Cluster;

public sealed class BoardTests
{
    [Fact]
    public async Task An_update_without_a_level_makes_no_product_out_of_nothing()
    {
        await using var cluster = await RadarCluster.StartAsync("7,Bike,20,shop");
        var shop = new Shop(cluster.Time);
        await cluster.SendAsync(shop.Set("99", null), shop.Set("98", 5));
        Assert.Null(await cluster.LevelAsync("99"));
        Assert.NotNull(await cluster.LevelAsync("98"));
        var page = await cluster.Radar.ListProductsAsync(new ProductQuery { Limit = 100 }, CancellationToken.None);
        Assert.Equal(["7", "98"], page.Items.Select(level => level.Key));
        await cluster.SendAsync(shop.Set("99", 4));
        Assert.Equal(4, (await cluster.LevelAsync("99"))!.Quantity);
    }

    [Fact]
    public async Task Where_stock_is_kept_by_warehouse_a_row_without_one_is_no_stock_of_its_own()
    {
        var stores = new Ports.SharedStores();
        stores.Thresholds.Put(RadarCluster.Header + "7,Bike,20,shop");
        await using var cluster = await RadarCluster.StartAsync(stores, services => services.Configure<FeedOptions>(feed => feed.HasWarehouses = true));
        await cluster.SendAsync(new Shop(cluster.Time).Set("7@north", 50));
        var page = await cluster.Radar.ListProductsAsync(new ProductQuery { Limit = 100 }, CancellationToken.None);
        Assert.Equal("7@north", Assert.Single(page.Items).Key);
        Assert.Equal(20, page.Items[0].Threshold);
    }

    [Fact]
    public async Task Ids_that_differ_by_case_are_the_same_where_that_is_asked_for()
    {
        var stores = new Ports.SharedStores();
        stores.Thresholds.Put(RadarCluster.Header + "sku-7,Bike,20,shop");
        await using var cluster = await RadarCluster.StartAsync(stores, services => services.Configure<FeedOptions>(feed => feed.IgnoreCase = true));
        await cluster.SendAsync(new Shop(cluster.Time).Set("SKU-7", 5));
        Assert.Equal(20, cluster.AlertOf("SKU-7").Threshold);
    }

    private readonly CancellationToken _ct = CancellationToken.None;

    [Fact]
    public async Task A_person_acknowledges_snoozes_and_unsnoozes_and_the_history_says_who_and_why()
    {
        await using var cluster = await RadarCluster.StartAsync("7,Bike,20,shop");
        await cluster.SendAsync(new Shop(cluster.Time).Set("7", 5));
        var id = cluster.AlertOf("7").Id;

        var taken = await cluster.Radar.ActAsync(id, new AlertAction(AlertActionKind.Acknowledge, "ann", "on it"), _ct);
        Assert.Null(taken.Refused);
        Assert.Equal((AlertStatus.Acknowledged, "ann", (DateTimeOffset?)cluster.Time.GetUtcNow()), (taken.Alert!.Status, taken.Alert.AcknowledgedBy, taken.Alert.AcknowledgedAt));
        Assert.Equal(ProductStatus.Acknowledged, (await cluster.LevelAsync("7"))!.Status);

        var snoozed = await cluster.Radar.ActAsync(id, new AlertAction(AlertActionKind.Snooze, "bob", "ordered"), _ct);
        Assert.Equal((AlertStatus.Snoozed, 9999), (snoozed.Alert!.Status, snoozed.Alert.SnoozedUntil!.Value.Year));
        var woken = await cluster.Radar.ActAsync(id, new AlertAction(AlertActionKind.Unsnooze, "cyd"), _ct);
        Assert.Equal((AlertStatus.Firing, null), (woken.Alert!.Status, woken.Alert.SnoozedUntil));

        var row = (await cluster.Radar.GetAlertAsync(id, _ct))!;
        Assert.Equal(
            [("opened", null, null), ("fired", null, null), ("acknowledged", "ann", "on it"), ("snoozed", "bob", "ordered"), ("unsnoozed", "cyd", null)],
            row.History.Select(step => (step.Event, step.By, step.Note)));
        Assert.Equal(AlertStatus.Firing, row.Alert.Status);
    }

    [Fact]
    public async Task What_cannot_be_done_is_refused_with_a_sentence()
    {
        await using var cluster = await RadarCluster.StartAsync("7,Bike,20,shop", "8,Car,20,shop,60");
        var shop = new Shop(cluster.Time);
        await cluster.SendAsync(shop.Sets(["7", "8"], 5));
        await cluster.SendAsync(shop.Set("7", 50));
        var action = new AlertAction(AlertActionKind.Acknowledge, "ann");

        var resolved = await cluster.Radar.ActAsync(cluster.AlertOf("7").Id, action, _ct);
        Assert.Equal(("The alert is resolved.", AlertStatus.Resolved), (resolved.Refused, resolved.Alert!.Status));
        var pending = await cluster.Radar.ActAsync(cluster.AlertOf("8").Id, action, _ct);
        Assert.Equal(("The alert is pending: no notification was sent yet.", AlertStatus.Pending), (pending.Refused, pending.Alert!.Status));
        var unknown = await cluster.Radar.ActAsync("nothing", action, _ct);
        Assert.Equal(("The alert does not exist.", null), (unknown.Refused, unknown.Alert));
    }

    [Fact]
    public async Task An_open_alert_shows_the_level_of_now_and_a_resolved_one_that_of_its_end()
    {
        await using var cluster = await RadarCluster.StartAsync("7,Bike,20,shop", "8,Car,20,shop");
        var shop = new Shop(cluster.Time);
        await cluster.SendAsync(shop.Sets(["7", "8"], 18));
        await cluster.SendAsync(shop.Set("8", 30));
        await cluster.SendAsync(shop.Set("7", 12), shop.Set("8", 99));

        Assert.Equal(18, cluster.AlertOf("7").Quantity);
        var page = await cluster.Radar.ListAlertsAsync(new AlertQuery(), _ct);
        Assert.Equal(
            [("7", 12m), ("8", 30m)], page.Items.Select(row => (row.Key, row.Alert.Quantity)).Order());
        Assert.Equal(12, (await cluster.Radar.GetAlertAsync(cluster.AlertOf("7").Id, _ct))!.Alert.Quantity);
    }

    [Fact]
    public async Task The_numbers_at_the_top_count_every_product_once()
    {
        await using var cluster = await RadarCluster.StartAsync("*,,20,shop", "hold,Held,20,shop,600", "off,Off,20,shop,,,,false", "row only,None,20,shop");
        var shop = new Shop(cluster.Time);
        await cluster.SendAsync([
            .. shop.Sets(["1", "2", "3", "4", "off"], 100), .. shop.Sets(["low1", "low2", "back"], 7), .. shop.Sets(["out", "minus"], -1), shop.Set("hold", 3)]);
        await cluster.SendAsync(shop.Set("back", 70), shop.Delete("4"));
        cluster.Time.Advance(TimeSpan.FromSeconds(1));

        var stats = await cluster.Radar.GetStatsAsync(_ct);
        Assert.Equal(
            (Tracked: 9, Low: 2, Out: 2, Pending: 1, Untracked: 1), (stats.Tracked, stats.Low, stats.Out, stats.Pending, stats.Untracked));
        Assert.Equal((5, 1, 13L), (stats.OpenedToday, stats.ResolvedToday, stats.RecordsTotal));
        Assert.True(stats.FeedStale);

        cluster.Ingest.Heartbeat();
        await cluster.Eventually(async () => !(await cluster.Radar.GetStatsAsync(_ct)).FeedStale, "the feed is heard of");
        cluster.Time.Advance(TimeSpan.FromMinutes(16));
        Assert.True((await cluster.Radar.GetStatsAsync(_ct)).FeedStale);
    }

    [Fact]
    public async Task Product_pages_hold_every_product_once_in_the_order_of_keys_over_all_partitions()
    {
        await using var cluster = await RadarCluster.StartAsync("500,Bike,20,shop", "x,Only a row,20,shop");
        var shop = new Shop(cluster.Time);
        var keys = Enumerable.Range(1, 730).Select(id => $"{id}").Concat(["007", "abc", "p@north", "Z"]).ToArray();
        await cluster.SendAsync(shop.Sets(keys, 10));

        var seen = new List<ProductLevel>();
        string? cursor = null;
        do
        {
            var page = await cluster.Radar.ListProductsAsync(new ProductQuery { Limit = 100, Cursor = cursor }, _ct);
            Assert.InRange(page.Items.Length, 1, 100);
            seen.AddRange(page.Items);
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        Assert.Equal([.. Enumerable.Range(1, 730).Select(id => $"{id}"), "007", "Z", "abc", "p@north", "x"], seen.Select(level => level.Key));
        Assert.Equal(["500"], (await cluster.Radar.ListProductsAsync(new ProductQuery { Search = "BIKE" }, _ct)).Items.Select(level => level.Key));
        Assert.Equal(["500"], (await cluster.Radar.ListProductsAsync(new ProductQuery { Status = "low" }, _ct)).Items.Select(level => level.Key));
        Assert.Equal(734, (await cluster.Radar.ListProductsAsync(new ProductQuery { Status = "untracked", Limit = 5000 }, _ct)).Items.Length + 1);
    }

    [Fact]
    public async Task Observers_hear_of_alerts_at_once_and_of_levels_five_times_a_second_with_the_latest_of_each()
    {
        await using var cluster = await RadarCluster.StartAsync("*,,20,shop");
        var shop = new Shop(cluster.Time);
        await cluster.SendAsync(shop.Sets(["7", "8"], 100));
        var observer = new RecordingObserver(cluster.Time);
        var reference = cluster.Grains.CreateObjectReference<IRadarObserver>(observer);
        await cluster.Radar.SubscribeAsync(reference, levels: true, _ct);
        await cluster.PassAsync(TimeSpan.FromSeconds(1));

        // Without the clock: only what does not wait for the tick can come.
        await cluster.SendAsync(shop.Set("8", 0));
        await cluster.Eventually(() => !observer.Alerts.IsEmpty, "the alert", TimeSpan.Zero);
        Assert.Equal((AlertStatus.Firing, "8"), observer.Alerts.Select(heard => (heard.Alerts.Single().Status, heard.Alerts.Single().ProductId)).Single());

        for (var quantity = 99; quantity > 59; quantity--)
        {
            await cluster.SendAsync(shop.Set("7", quantity));
            cluster.Time.Advance(TimeSpan.FromMilliseconds(50));
            await cluster.SettleAsync();
        }

        await cluster.Eventually(() => Heard(observer, "7").LastOrDefault().Quantity == 60, "the last level");
        var heard = Heard(observer, "7");
        Assert.InRange(heard.Length, 5, 11);
        Assert.Equal(heard.OrderByDescending(level => level.Quantity), heard);
        Assert.DoesNotContain(observer.Levels, push => push.Levels.DistinctBy(level => level.Key).Count() != push.Levels.Length);
        GC.KeepAlive(observer);
    }

    private static (decimal? Quantity, DateTimeOffset At)[] Heard(RecordingObserver observer, string key) =>
        [.. observer.Levels.SelectMany(push => push.Levels.Where(level => level.Key == key && level.Quantity < 100).Select(level => (level.Quantity, push.At)))];

    [Fact]
    public async Task An_alert_never_shows_a_level_from_before_its_decision()
    {
        await using var cluster = await RadarCluster.StartAsync("7,Bike,20,shop");
        var shop = new Shop(cluster.Time);
        await cluster.SendAsync(shop.Set("7", 100));
        Alert? seen = null;
        cluster.Stores.Alerts.Written = row => seen ??= Task.Run(() => cluster.Radar.GetAlertAsync(row.Alert.Id, CancellationToken.None)).GetAwaiter().GetResult()?.Alert;
        await cluster.SendAsync(shop.Set("7", 0));
        Assert.Equal((AlertSeverity.Out, 0m), (seen!.Severity, seen.Quantity));
        await cluster.SendAsync(shop.Set("7", -2));
        Assert.Equal(-2m, (await cluster.Radar.GetAlertAsync(seen.Id, CancellationToken.None))!.Alert.Quantity);
    }
}
