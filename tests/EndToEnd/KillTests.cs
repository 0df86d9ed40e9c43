using RefillRadar.Tests.EndToEnd.Running;
using Xunit.Abstractions;

namespace RefillRadar.Tests.EndToEnd;

/// <summary>Thousands of changes, during which the program is killed again and again and started again; <c>REFILLRADAR_KILLS</c> says how often.</summary>
[Collection(Alone.Name)]
public sealed class KillTests(ITestOutputHelper output)
{
    private const int Products = 300;
    private const int Teams = 6;
    private const int Stocked = 100;
    private const int ChangesPerKill = 500;
    private const int Seed = 20_260_301;
    private static readonly int Kills = int.TryParse(Environment.GetEnvironmentVariable("REFILLRADAR_KILLS"), out var kills) ? kills : 8;
    private static readonly int Changes = Kills * ChangesPerKill;
    private static readonly string[] Settings =
        ["--RefillRadar:Demo:Enabled=false", "--RefillRadar:Notifications:GroupWaitSeconds=0.5", "--RefillRadar:Notifications:GroupIntervalSeconds=1"];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <summary>An alert that was open so long in one life of the program has been told of.</summary>
    private static readonly TimeSpan TimeToNotify = TimeSpan.FromSeconds(4);

    private readonly List<(DateTimeOffset Ready, DateTimeOffset Killed)> _lives = [];
    private int _written;
    private int _allowed;

    [Fact]
    public async Task No_alert_and_no_notice_is_lost_or_doubled_by_kills_in_the_middle_of_thousands_of_changes()
    {
        using var data = new RadarData(History.Thresholds(Products, Teams));
        var history = new History(first: 1, Products, Seed, Stocked);
        var random = new Random(Seed);

        var radar = await RadarProcess.StartAsync(data, Settings);
        try
        {
            using var shop = data.OpenShop();
            shop.Stock(history.Products, Stocked);
            await radar.Api.LevelAsync(Products, Stocked);
            var writing = Task.Run(() => WriteAsync(shop, history));
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
            await AssertAlertsAsync(radar.Api, history);
            await AssertNotificationsAsync(radar.Api, data);
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

    private static async Task AssertAlertsAsync(RadarApi api, History history)
    {
        await Eventually.PassesAsync(async () => Assert.Empty(history.WrongLevels(await api.LevelsAsync())), Patience);
        await Eventually.PassesAsync(async () => Assert.Empty(history.Wrong(await api.AlertsAsync())), Patience);
    }

    private async Task AssertNotificationsAsync(RadarApi api, RadarData data)
    {
        List<AlertItem> alerts = [];
        IReadOnlyList<OutboxMail> mails = [];
        await Eventually.PassesAsync(
            async () =>
            {
                alerts = await api.AlertsAsync();
                mails = data.Mails();
                Assert.Empty(NotificationOracle.Wrong(alerts, mails.SelectMany(mail => mail.Notices)));
            },
            Patience);

        // What no notification was sent for was over before any life of the program was long enough to send one.
        var untold = alerts.Where(alert => alert.Notifications == 0).ToArray();
        Assert.DoesNotContain(untold, alert => _lives.Any(life => Overlap(alert, life) > TimeToNotify));
        var told = alerts.Count - untold.Length;
        Assert.True(told > alerts.Count / 3, $"Only {told} of {alerts.Count} alerts were notified: the test proves too little.");

        var figures = $"kill test: {Kills} kills, {alerts.Count} alerts each once, {told} notified, {mails.Count} e-mails with {mails.Sum(mail => mail.Notices.Count)} notifications";
        output.WriteLine(figures);
        Console.WriteLine(figures);
    }

    private static TimeSpan Overlap(AlertItem alert, (DateTimeOffset Ready, DateTimeOffset Killed) life)
    {
        var from = alert.FiredAt > life.Ready ? alert.FiredAt.Value : life.Ready;
        var to = alert.ResolvedAt < life.Killed ? alert.ResolvedAt.Value : life.Killed;
        return to - from;
    }

    // Small transactions, never further than the present life of the program allows.
    private async Task WriteAsync(Shop shop, History history)
    {
        var random = new Random(Seed + 1);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(30));
        while (_written < Changes && await timer.WaitForNextTickAsync())
        {
            var next = Math.Min(random.Next(1, 6), Volatile.Read(ref _allowed) - _written);
            if (next <= 0)
                continue;
            shop.Set([.. history.Next(next).Select(change => (change.Product, (decimal)change.Quantity))]);
            Volatile.Write(ref _written, _written + next);
        }
    }

    // The one time that is waited for in itself: the random moment of a kill.
    private static async Task PassAsync(TimeSpan span)
    {
        using var timer = new PeriodicTimer(span);
        await timer.WaitForNextTickAsync();
    }
}
