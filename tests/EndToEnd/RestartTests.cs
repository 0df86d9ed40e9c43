using RefillRadar.Tests.EndToEnd.Running;
using Xunit.Abstractions;

namespace RefillRadar.Tests.EndToEnd;

public sealed class RestartTests(ITestOutputHelper output)
{
    private const int Acknowledged = 1, Snoozed = 2, Silenced = 3, LongHold = 4, ShortHold = 5, Level = 6, WhileDown = 7, Firing = 8, Resolved = 9;
    private static readonly TimeSpan Hold = TimeSpan.FromSeconds(8);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Alerts_levels_acknowledgements_snoozes_and_holds_are_back_after_a_restart(bool killed)
    {
        using var data = new RadarData(
            "product_id,name,stockout_threshold,hold_seconds,team",
            "1,Acknowledged,20,,a", "2,Snoozed,20,,a", "3,Silenced until restock,20,,a", "4,Long hold,20,3600,a",
            $"5,Short hold,20,{Hold.TotalSeconds:0},a", "6,Level,20,,a", "7,While down,20,,b", "8,Firing,20,,a", "9,Resolved,20,,a");
        var radar = await RadarProcess.StartAsync(data, RadarProcess.Quick);
        try
        {
            using var shop = data.OpenShop();
            shop.Stock(Enumerable.Range(1, 9), 100);
            await radar.Api.LevelAsync(9, 100);
            shop.Set((Acknowledged, 4), (Snoozed, 4), (Silenced, 4), (LongHold, 4), (Level, 77), (Firing, 0), (Resolved, 4));
            await radar.Api.AlertAsync(Resolved, "firing");
            shop.Set(Resolved, 70);
            var until = new DateTimeOffset(DateTimeOffset.UtcNow.AddHours(1).Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, TimeSpan.Zero);
            await radar.Api.ActAsync((await radar.Api.AlertAsync(Acknowledged, "firing")).Id, "acknowledge", new { by = "Ana", note = "ordered" });
            await radar.Api.ActAsync((await radar.Api.AlertAsync(Snoozed, "firing")).Id, "snooze", new { by = "Ben", until });
            await radar.Api.ActAsync((await radar.Api.AlertAsync(Silenced, "firing")).Id, "snooze", new { by = "Ben", untilRestock = true });
            await radar.Api.AlertAsync(Resolved, "resolved");
            await Eventually.TrueAsync(async () => (await radar.Api.AlertsOfAsync(Firing)).Single().Notifications == 1, "the mail");
            shop.Set(ShortHold, 3);
            var pending = await radar.Api.AlertAsync(ShortHold, "pending");
            await radar.Api.LevelAsync(Level, 77);
            var before = await radar.Api.AlertsAsync();

            if (killed)
                await radar.KillAsync();
            else
                Assert.Equal(0, await radar.StopAsync());
            output.WriteLine(radar.Output);
            shop.Set(WhileDown, 0);
            await Eventually.TrueAsync(() => DateTimeOffset.UtcNow > pending.OpenedAt + Hold, "the hold to end while the radar is down");
            await radar.DisposeAsync();
            radar = await RadarProcess.StartAsync(data, RadarProcess.Quick);

            Assert.Equal("firing", (await radar.Api.AlertAsync(WhileDown, "firing")).Status);
            var fired = await radar.Api.AlertAsync(ShortHold, "firing");
            Assert.Equal((pending.Id, pending.OpenedAt), (fired.Id, fired.OpenedAt));
            var after = await radar.Api.AlertsAsync();
            Assert.Equal(
                before.Where(alert => alert.Id != pending.Id).Select(Brief).Order(),
                after.Where(alert => alert.Id != pending.Id && alert.ProductId != $"{WhileDown}").Select(Brief).Order());
            var snoozed = Assert.Single(after, alert => alert.ProductId == $"{Snoozed}");
            Assert.Equal(("snoozed", until), (snoozed.Status, snoozed.SnoozedUntil));
            Assert.Equal(("acknowledged", "Ana"), after.Where(alert => alert.ProductId == $"{Acknowledged}").Select(alert => (alert.Status, alert.AcknowledgedBy)).Single());
            Assert.Equal("pending", Assert.Single(after, alert => alert.ProductId == $"{LongHold}").Status);
            await radar.Api.LevelAsync(Level, 77);
            await radar.Api.LevelAsync(Resolved, 70);

            // They are not only remembered: they go on.
            shop.Set((Silenced, 100), (LongHold, 100), (Acknowledged, 0));
            await radar.Api.AlertAsync(Silenced, "resolved");
            await Eventually.TrueAsync(async () => (await radar.Api.AlertsOfAsync(LongHold)).All(alert => alert.Status != "pending"), "the pending alert to leave");
            Assert.Equal("out", (await radar.Api.AlertAsync(Acknowledged, "firing")).Severity);
            await Eventually.TrueAsync(() => data.Mails().SelectMany(mail => mail.Notices).Any(notice => notice.ProductId == $"{ShortHold}"), "the notice of the hold that ended");
        }
        finally
        {
            output.WriteLine(radar.Output);
            await radar.DisposeAsync();
        }
    }

    private static string Brief(AlertItem alert) =>
        $"{alert.ProductId} {alert.Id} {alert.Status} {alert.Severity} {alert.Quantity} {alert.OpenedAt:O} {alert.AcknowledgedBy} {alert.AcknowledgedAt:O} {alert.SnoozedUntil:O} {alert.ResolvedAt:O}";
}
