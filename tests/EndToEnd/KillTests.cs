using System.Globalization;
using RefillRadar.Tests.EndToEnd.Running;
using Xunit.Abstractions;

namespace RefillRadar.Tests.EndToEnd;

/// <summary>10,000 changes, during which the program is killed 20 times and started again.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int Products = 300;
    private const int Changes = 10_000;
    private const int Kills = 20;
    private const int Seed = 20_260_301;
    private static readonly string[] Settings =
        ["--RefillRadar:Demo:Enabled=false", "--RefillRadar:Notifications:GroupWaitSeconds=0.5", "--RefillRadar:Notifications:GroupIntervalSeconds=1"];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <summary>An alert that was open so long in one life of the program has been told of.</summary>
    private static readonly TimeSpan TimeToTell = TimeSpan.FromSeconds(4);

    private readonly List<(DateTimeOffset Ready, DateTimeOffset Killed)> _lives = [];
    private int _written;
    private int _allowed;

    [Fact]
    public async Task No_alert_and_no_notice_is_lost_or_doubled_by_twenty_kills_in_ten_thousand_changes()
    {
        using var data = new RadarData(
            ["product_id,name,stockout_threshold,recovery_threshold,team", .. Enumerable.Range(1, Products).Select(product =>
                $"{product},Product {product},{Threshold(product)},{Recovery(product)},team {product % 6}")]);
        var models = Enumerable.Range(1, Products).ToDictionary(product => product, product => new EpisodeModel(Threshold(product), Recovery(product)));
        var changes = History(models);
        var random = new Random(Seed);

        var radar = await RadarProcess.StartAsync(data, Settings);
        try
        {
            using var shop = data.OpenShop();
            shop.Stock(Enumerable.Range(1, Products), 100);
            await radar.Api.LevelAsync(Products, 100);
            var writing = Task.Run(() => WriteAsync(shop, changes));
            for (var kill = 1; kill <= Kills; kill++)
            {
                // A part while it starts, the rest once it takes changes in: so it is killed in the middle of either.
                var ready = random.Next(5) > 0;
                Volatile.Write(ref _allowed, (2 * kill - 1) * Changes / Kills / 2);
                var life = TimeSpan.FromMilliseconds(ready ? random.Next(100, 5_500) : random.Next(300, 4_000));
                if (ready)
                    await radar.ReadyAsync();
                Volatile.Write(ref _allowed, kill * Changes / Kills);
                var since = DateTimeOffset.UtcNow;
                await PassAsync(life);
                var at = Volatile.Read(ref _written);
                if (ready)
                    _lives.Add((since, DateTimeOffset.UtcNow));
                await radar.KillAsync();
                output.WriteLine($"Kill {kill}: {life.TotalMilliseconds:0} ms after it was {(ready ? "ready" : "started")}, at change {at} of {Changes}");
                await radar.DisposeAsync();
                radar = RadarProcess.Launch(data, Settings);
            }

            Volatile.Write(ref _allowed, Changes);
            await writing;
            await radar.ReadyAsync();
            await AssertAlertsAsync(radar.Api, models);
            await AssertNoticesAsync(radar.Api, data);
        }
        catch
        {
            output.WriteLine(radar.Output);
            throw;
        }
        finally
        {
            await radar.DisposeAsync();
        }
    }

    private static async Task AssertAlertsAsync(RadarApi api, Dictionary<int, EpisodeModel> models)
    {
        foreach (var (product, model) in models)
            await api.LevelAsync(product, model.Quantity);
        await Eventually.PassesAsync(
            async () =>
            {
                var alerts = (await api.AlertsAsync()).ToLookup(alert => int.Parse(alert.ProductId, CultureInfo.InvariantCulture));
                var wrong = models
                    .Select(pair => (Expected: Expected(pair.Key, pair.Value), Got: Got(pair.Key, [.. alerts[pair.Key]]), Alerts: alerts[pair.Key]))
                    .Where(product => product.Expected != product.Got)
                    .Select(product => $"expected {product.Expected}; got {product.Got}:\n{string.Join('\n', product.Alerts)}\n")
                    .ToArray();
                Assert.True(wrong.Length == 0, $"{wrong.Length} products: {string.Concat(wrong)}");
            },
            Patience);
    }

    private static string Expected(int product, EpisodeModel model) =>
        $"{product}: {model.Episodes} alerts, {(model.IsOpen ? 1 : 0)} firing at {(model.IsOpen ? model.Quantity : 0)}, {model.Outs} out";

    private static string Got(int product, AlertItem[] alerts)
    {
        var open = alerts.Where(alert => alert.Status != "resolved").ToArray();
        return $"{product}: {alerts.Length} alerts, {open.Count(alert => alert.Status == "firing")} firing at {open.Sum(alert => alert.Quantity):0}, {alerts.Count(alert => alert.Severity == "out")} out";
    }

    private async Task AssertNoticesAsync(RadarApi api, RadarData data)
    {
        List<AlertItem> alerts = [];
        await Eventually.PassesAsync(
            async () =>
            {
                alerts = await api.AlertsAsync();
                // Open: told at least once. Resolved: told of the end as well, unless nobody was ever told.
                Assert.Empty(alerts.Where(alert => alert.Status == "firing" && alert.Notifications == 0).Select(alert => alert.ProductId));
                Assert.Empty(alerts.Where(alert => alert is { Status: "resolved", Notifications: 1 }).Select(alert => alert.ProductId));
            },
            Patience);

        var mails = data.Mails();
        var lines = mails.SelectMany(mail => mail.Notices).ToLookup(notice => notice.ProductId);
        var told = alerts.Where(alert => alert.Notifications > 0).ToArray();
        foreach (var product in told.GroupBy(alert => alert.ProductId))
        {
            var ends = product.Count(alert => alert.Status == "resolved");
            Assert.True(lines[product.Key].Count(line => line.IsResolved) >= ends, $"Product {product.Key}: {ends} ends were owed a notice.");
            Assert.True(lines[product.Key].Count(line => !line.IsResolved) >= product.Count(), $"Product {product.Key}: {product.Count()} alerts were owed a notice.");
        }

        // What nobody was told of was over before any life of the program was long enough to tell.
        var untold = alerts.Where(alert => alert.Notifications == 0).ToArray();
        Assert.DoesNotContain(untold, alert => _lives.Any(life => Overlap(alert, life) > TimeToTell));
        Assert.True(told.Length > alerts.Count / 3, $"Only {told.Length} of {alerts.Count} alerts were told of: the test proves too little.");

        // What the alerts count as sent is what was sent, and the other way round.
        var uneven = alerts.GroupBy(alert => alert.ProductId)
            .Select(product => (Id: product.Key, Counted: product.Sum(alert => alert.Notifications), Sent: lines[product.Key].Count(), Alerts: product))
            .Where(product => product.Counted != product.Sent)
            .Select(product => $"product {product.Id}: {product.Counted} counted, {product.Sent} sent ({string.Join(", ", lines[product.Id].Select(line => line.What))}):\n{string.Join('\n', product.Alerts)}\n")
            .ToArray();
        var figures = $"kill test: {Kills} kills, {alerts.Count} alerts each once, {told.Length} told of, {mails.Count} mails with {lines.Sum(product => product.Count())} notices, {uneven.Length} products uneven";
        output.WriteLine(figures);
        Console.WriteLine(figures);
        Assert.True(uneven.Length == 0, string.Concat(uneven));
    }

    private static TimeSpan Overlap(AlertItem alert, (DateTimeOffset Ready, DateTimeOffset Killed) life)
    {
        var from = alert.FiredAt > life.Ready ? alert.FiredAt.Value : life.Ready;
        var to = alert.ResolvedAt < life.Killed ? alert.ResolvedAt.Value : life.Killed;
        return to - from;
    }

    private static List<(int Product, int Quantity)> History(Dictionary<int, EpisodeModel> models)
    {
        var random = new Random(Seed);
        var levels = models.Keys.ToDictionary(product => product, _ => 100);
        List<(int, int)> changes = [];
        while (changes.Count < Changes)
        {
            var product = random.Next(1, Products + 1);
            var level = levels[product] switch
            {
                <= 0 when random.Next(3) > 0 => random.Next(60, 200),
                <= 20 when random.Next(8) == 0 => random.Next(15, 120),
                var before => Math.Max(0, before - random.Next(1, 12)),
            };
            if (level == levels[product])
                continue;
            levels[product] = level;
            models[product].Next(level);
            changes.Add((product, level));
        }

        return changes;
    }

    // Small transactions, never further than the present life of the program allows.
    private async Task WriteAsync(Shop shop, List<(int Product, int Quantity)> changes)
    {
        var random = new Random(Seed + 1);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(30));
        while (_written < changes.Count && await timer.WaitForNextTickAsync())
        {
            var next = Math.Min(random.Next(1, 6), Volatile.Read(ref _allowed) - _written);
            if (next <= 0)
                continue;
            shop.Set([.. changes.Skip(_written).Take(next).Select(change => (change.Product, (decimal)change.Quantity))]);
            Volatile.Write(ref _written, _written + next);
        }
    }

    // The one time that is waited for in itself: the random moment of a kill.
    private static async Task PassAsync(TimeSpan span)
    {
        using var timer = new PeriodicTimer(span);
        await timer.WaitForNextTickAsync();
    }

    private static int Threshold(int product) => 5 + product % 16;

    private static int Recovery(int product) => Threshold(product) + (product % 3 == 0 ? 10 : 0);
}
