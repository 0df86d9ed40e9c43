using System.Diagnostics;
using Microsoft.Playwright;
using RefillRadar.Tests.EndToEnd.Running;
using Xunit.Abstractions;

namespace RefillRadar.Tests.EndToEnd;

public sealed class ChangeBecomesAlertTests(ChangeBecomesAlertTests.Fixture fixture, Browser browser, ITestOutputHelper output)
    : RadarTest(fixture, output), IClassFixture<ChangeBecomesAlertTests.Fixture>, IClassFixture<Browser>
{
    private static readonly TimeSpan TwoGroups = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task A_level_written_by_an_application_becomes_alert_mail_and_hub_message()
    {
        await using var hub = await HubListener.ConnectAsync(Radar);
        using var shop = Data.OpenShop();
        shop.Set(1, 0);

        var alert = await Api.AlertAsync(1, "firing");
        Assert.Equal(("1", "Whole milk 1 l", "dairy", "Chilled", "out", 0m, 20m, 20m),
            (alert.ProductId, alert.ProductName, alert.Team, alert.Category, alert.Severity, alert.Quantity, alert.Threshold, alert.RecoveryThreshold));
        Assert.NotNull(alert.FiredAt);
        await Eventually.TrueAsync(() => hub.Alerts.Any(message => message.Alert.Id == alert.Id && message.Alert.Status == "firing"), "the hub's message");

        var mail = await Eventually.FindAsync(() => Task.FromResult(Data.Mails().FirstOrDefault(mail => Names(mail, 1))), "the mail");
        Assert.Equal("Stock Alert: Whole milk 1 l (ID: 1)", mail.Subject);
        Assert.Contains("Quantity 0, threshold 20", mail.Body, StringComparison.Ordinal);
        var told = await Eventually.FindAsync(async () => (await Api.AlertsOfAsync(1)).SingleOrDefault(told => told.Notifications == 1), "the alert to know of its mail");
        Assert.NotNull(told.LastNotifiedAt);
    }

    [Fact]
    public async Task A_level_written_by_the_sqlite_command_line_becomes_an_alert()
    {
        Assert.True(File.Exists("/usr/bin/sqlite3") || Environment.GetEnvironmentVariable("CI") is null, "CI has to install sqlite3.");
        if (!File.Exists("/usr/bin/sqlite3"))
        {
            Output.WriteLine("There is no sqlite3 on this machine: nothing was tested.");
            return;
        }

        using var sqlite = Process.Start("/usr/bin/sqlite3", [Data.ShopPath, "update inventory set quantity_available = 0 where product_id = 2"]);
        await sqlite.WaitForExitAsync();
        Assert.Equal(0, sqlite.ExitCode);
        Assert.Equal("out", (await Api.AlertAsync(2, "firing")).Severity);
    }

    [BrowserFact]
    public async Task A_level_written_by_an_application_moves_a_row_on_the_open_page_within_a_second_or_so()
    {
        var page = await browser.OpenAsync(Radar, "/");
        using var shop = Data.OpenShop();
        shop.Set(3, 4);
        var committed = Stopwatch.GetTimestamp();
        var row = page.Locator("[data-testid=alert-row]", new PageLocatorOptions { HasText = "Butter 250 g" });
        await row.WaitForAsync();
        Output.WriteLine($"On the page {Stopwatch.GetElapsedTime(committed).TotalMilliseconds:0} ms after the commit.");
        Assert.Equal("4", await row.GetByTestId("alert-quantity").InnerTextAsync());
        shop.Set(3, 2);
        await Assertions.Expect(row.GetByTestId("alert-quantity")).ToHaveTextAsync("2");
        shop.Set(3, 500);
        await Assertions.Expect(page.Locator("[data-testid=alert-row][data-status=firing]", new PageLocatorOptions { HasText = "Butter 250 g" })).ToHaveCountAsync(0);
        await page.Context.DisposeAsync();
    }

    [Fact]
    public async Task A_level_that_sinks_from_21_to_18_at_20_is_one_episode_with_one_notice_and_its_end_another()
    {
        using var shop = Data.OpenShop();
        foreach (var level in new[] { 21, 20, 19, 18 })
            shop.Set(4, level);
        await Api.LevelAsync(4, 18);
        var told = await Eventually.FindAsync(async () => (await Api.AlertsOfAsync(4)).FirstOrDefault(alert => alert.Notifications > 0), "its notice");
        await Eventually.HoldsAsync(TwoGroups, async () =>
        {
            var alert = Assert.Single(await Api.AlertsOfAsync(4));
            Assert.Equal((told.Id, "firing", 1), (alert.Id, alert.Status, alert.Notifications));
            Assert.False(Assert.Single(NoticesOf(4)).IsResolved);
        });

        shop.Set(4, 30);
        await Eventually.TrueAsync(async () => (await Api.AlertsOfAsync(4)).Any(alert => alert is { Status: "resolved", Notifications: 2 }), "the notice of its end");
        await Eventually.HoldsAsync(TwoGroups, async () =>
        {
            var alert = Assert.Single(await Api.AlertsOfAsync(4));
            Assert.Equal((told.Id, "resolved", "restocked", 2), (alert.Id, alert.Status, alert.ResolvedReason, alert.Notifications));
            Assert.Equal([false, true], NoticesOf(4).Select(notice => notice.IsResolved).Order());
        });
    }

    [Fact]
    public async Task A_level_that_flaps_under_its_recovery_threshold_is_one_episode_with_one_notice()
    {
        using var shop = Data.OpenShop();
        for (var round = 0; round < 15; round++)
        {
            shop.Set(5, 19);
            shop.Set(5, 21);
            shop.Set(5, 29);
        }

        await Api.LevelAsync(5, 29);
        await Eventually.TrueAsync(async () => (await Api.AlertsOfAsync(5)).Any(alert => alert.Notifications == 1), "its notice");
        await Eventually.HoldsAsync(TwoGroups, async () =>
        {
            var alert = Assert.Single(await Api.AlertsOfAsync(5));
            Assert.Equal(("firing", 30m, 1), (alert.Status, alert.RecoveryThreshold, alert.Notifications));
            Assert.Single(NoticesOf(5));
        });
    }

    private NoticeLine[] NoticesOf(int product) =>
        [.. Data.Mails().SelectMany(mail => mail.Notices).Where(notice => notice.ProductId == $"{product}")];

    private static bool Names(OutboxMail mail, int product) => mail.Notices.Any(notice => notice.ProductId == $"{product}");

    public sealed class Fixture() : RadarFixture(
        "product_id,name,stockout_threshold,recovery_threshold,category,team",
        "1,Whole milk 1 l,20,,Chilled,dairy",
        "2,Yoghurt,20,,Chilled,line",
        "3,Butter 250 g,20,,Chilled,page",
        "4,Rye bread,20,,Bakery,bakery",
        "5,Bagels,20,30,Bakery,flaps")
    {
        public override async Task InitializeAsync()
        {
            await base.InitializeAsync();
            using var shop = Data.OpenShop();
            shop.Stock(Enumerable.Range(1, 5), 100);
            await Api.LevelAsync(5, 100);
        }
    }
}
