using System.Text.RegularExpressions;
using Microsoft.Playwright;
using RefillRadar.Tests.EndToEnd.Running;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace RefillRadar.Tests.EndToEnd.Pages;

/// <summary>What people do all day on the page of alerts, at a desk and on a telephone.</summary>
public sealed class AlertPageTests(StockedShopFixture fixture, Browser browser, ITestOutputHelper output)
    : RadarTest(fixture, output), IClassFixture<StockedShopFixture>, IClassFixture<Browser>
{
    private const int Desk = 1280;
    private const int Telephone = 390;

    [BrowserTheory]
    [InlineData(Desk)]
    [InlineData(Telephone)]
    public async Task Filters_stand_in_the_address_and_the_back_button_takes_them_back(int width)
    {
        var (bike, toy) = (Odd(1, width), Even(1, width));
        await fixture.LowAsync(bike);
        await fixture.LowAsync(toy);
        var page = await browser.OpenAsync(Radar, "/alerts", width);
        await Expect(Row(page, toy)).ToBeVisibleAsync();

        await page.GetByTestId("filter-team").SelectOptionAsync("wheels");
        await Expect(page).ToHaveURLAsync(new Regex("team=wheels"));
        await Expect(Row(page, bike)).ToBeVisibleAsync();
        await Expect(Row(page, toy)).ToHaveCountAsync(0);

        await page.GetByTestId("filter-text").FillAsync(StockedShopFixture.Name(toy));
        await page.GetByTestId("filter-text").PressAsync("Enter");
        await Expect(page.GetByTestId("empty-state")).ToContainTextAsync("No matching alerts");

        await page.GoBackAsync();
        await Expect(Row(page, bike)).ToBeVisibleAsync();
        await page.GoBackAsync();
        await Expect(Row(page, toy)).ToBeVisibleAsync();
        await Expect(page).Not.ToHaveURLAsync(new Regex("team="));

        // Who is sent the address sees the same.
        var other = await browser.OpenAsync(Radar, $"/alerts?team=play&text={bike:000}", width);
        await Expect(other.GetByTestId("empty-state")).ToContainTextAsync("No matching alerts");
        await other.GetByTestId("filter-clear").ClickAsync();
        await Expect(Row(other, bike)).ToBeVisibleAsync();
        await other.Context.DisposeAsync();
        await page.Context.DisposeAsync();
    }

    [BrowserTheory]
    [InlineData(Desk)]
    [InlineData(Telephone)]
    public async Task Rows_are_sorted_and_grouped_as_one_asks_and_groups_fold(int width)
    {
        int[] products = [Odd(5, width), Odd(6, width), Even(5, width)];
        foreach (var product in products)
            await fixture.LowAsync(product, product == products[1] ? 7 : 3);
        var page = await browser.OpenAsync(Radar, "/alerts", width);
        if (width == Desk)
            await page.GetByTestId("sort-product").ClickAsync();
        else
            await page.GetByTestId("filter-sort").SelectOptionAsync("product");
        await Expect(page).ToHaveURLAsync(new Regex("sort=product"));
        await Eventually.PassesAsync(async () => Assert.Equal(products.Select(StockedShopFixture.Name).Order(), await NamesAsync(page, products)));

        await page.GetByTestId("filter-group").SelectOptionAsync("team");
        await Expect(page).ToHaveURLAsync(new Regex("group=team"));
        var group = page.GetByTestId("group-row").Filter(new LocatorFilterOptions { HasText = "wheels" });
        await group.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(Row(page, products[0])).ToHaveCountAsync(0);
        await Expect(Row(page, products[2])).ToBeVisibleAsync();
        await group.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(Row(page, products[0])).ToBeVisibleAsync();
        await page.Context.DisposeAsync();
    }

    [BrowserTheory]
    [InlineData(Desk)]
    [InlineData(Telephone)]
    public async Task Many_are_acknowledged_at_once_with_who_and_why(int width)
    {
        int[] products = [Odd(10, width), Odd(11, width), Odd(12, width)];
        foreach (var product in products)
            await fixture.LowAsync(product);
        var page = await browser.OpenAsync(Radar, "/alerts?category=" + (products[0] % 4 < 2 ? "Outdoor" : "Indoor"), width);
        foreach (var product in products.Where(product => product % 4 == products[0] % 4))
            await Row(page, product).GetByTestId("pick").CheckAsync();
        await Expect(page.GetByTestId("picked-count")).ToHaveTextAsync("2 selected");
        await page.GetByTestId("bulk-ack").ClickAsync();
        await page.GetByTestId("action-by").FillAsync("Bea");
        await page.GetByTestId("action-note").FillAsync("on the truck");
        await page.GetByTestId("action-confirm").ClickAsync();
        await Expect(page.GetByTestId("bulk-outcome")).ToContainTextAsync("2 alerts acknowledged.");

        var alerts = await Api.AlertsAsync("status=acknowledged&team=wheels");
        Assert.All([products[0], products[2]], product => Assert.Equal("Bea", alerts.Single(alert => alert.ProductId == $"{product}").AcknowledgedBy));
        Assert.Equal("firing", Assert.Single(await Api.AlertsOfAsync(products[1])).Status);
        await page.Context.DisposeAsync();
    }

    [BrowserTheory]
    [InlineData(Desk, "snooze-hour")]
    [InlineData(Desk, "snooze-tomorrow")]
    [InlineData(Desk, "snooze-custom")]
    [InlineData(Telephone, "snooze-restock")]
    [InlineData(Telephone, "snooze-custom")]
    public async Task An_alert_is_snoozed_until_when_one_chooses(int width, string choice)
    {
        var product = Even(20 + (choice.Length % 7), width);
        var alert = await fixture.LowAsync(product);
        var page = await browser.OpenAsync(Radar, "/alerts", width);
        await Row(page, product).GetByTestId("snooze-button").ClickAsync();
        await page.GetByTestId(choice).ClickAsync();
        if (choice == "snooze-custom")
            await page.GetByTestId("snooze-until").FillAsync(DateTime.Now.AddDays(3).ToString("yyyy-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture));
        await page.GetByTestId("action-confirm").ClickAsync();
        await Expect(Row(page, product)).ToHaveAttributeAsync("data-status", "snoozed");

        var until = Assert.Single(await Api.AlertsOfAsync(product)).SnoozedUntil!.Value - DateTimeOffset.UtcNow;
        var (least, most) = choice switch
        {
            "snooze-hour" => (TimeSpan.FromMinutes(58), TimeSpan.FromHours(1)),
            "snooze-tomorrow" => (TimeSpan.FromHours(8), TimeSpan.FromHours(33)),
            "snooze-custom" => (TimeSpan.FromDays(2.9), TimeSpan.FromDays(3.1)),
            _ => (TimeSpan.FromDays(10_000), TimeSpan.MaxValue),
        };
        Assert.InRange(until, least, most);

        await Row(page, product).GetByTestId("unsnooze-button").ClickAsync();
        await page.GetByTestId("action-confirm").ClickAsync();
        await Expect(Row(page, product)).ToHaveAttributeAsync("data-status", "firing");
        Assert.Equal(alert.Id, Assert.Single(await Api.AlertsOfAsync(product)).Id);
        await page.Context.DisposeAsync();
    }

    [BrowserTheory]
    [InlineData(Desk)]
    [InlineData(Telephone)]
    public async Task While_somebody_reads_new_alerts_wait_behind_a_pill(int width)
    {
        var (read, comes) = (Odd(30, width), Odd(31, width));
        await fixture.LowAsync(read);
        var page = await browser.OpenAsync(Radar, "/alerts", width);
        var row = Row(page, read);
        if (width == Desk)
            await row.HoverAsync();
        else
            await row.GetByRole(AriaRole.Link).First.FocusAsync();
        await page.WaitForTimeoutAsync(300);
        var before = await row.BoundingBoxAsync();

        await fixture.LowAsync(comes);
        await Expect(page.GetByTestId("new-pill")).ToHaveTextAsync("1 new");
        Assert.Equal(0, await Row(page, comes).CountAsync());
        Assert.Equal(before!.Y, (await row.BoundingBoxAsync())!.Y, 1.0);
        await page.GetByTestId("new-pill").ClickAsync();
        await Expect(Row(page, comes)).ToBeVisibleAsync();
        Assert.Equal(StockedShopFixture.Name(comes), (await NamesAsync(page)).First());
        await page.Context.DisposeAsync();
    }

    [BrowserTheory]
    [InlineData(Desk)]
    [InlineData(Telephone)]
    public async Task A_paused_page_stands_still_until_it_is_resumed(int width)
    {
        var (shown, comes) = (Even(35, width), Even(36, width));
        await fixture.LowAsync(shown, 9);
        var page = await browser.OpenAsync(Radar, "/alerts", width);
        await Expect(Row(page, shown).GetByTestId("alert-quantity")).ToHaveTextAsync("9");
        await page.GetByTestId("pause").ClickAsync();
        await fixture.LowAsync(shown, 4);
        await fixture.LowAsync(comes);
        await Expect(page.GetByTestId("new-pill")).ToHaveTextAsync("1 new");
        await Expect(Row(page, shown).GetByTestId("alert-quantity")).ToHaveTextAsync("9");
        await page.GetByTestId("pause").ClickAsync();
        await Expect(Row(page, shown).GetByTestId("alert-quantity")).ToHaveTextAsync("4");
        await Expect(Row(page, comes)).ToBeVisibleAsync();
        await page.Context.DisposeAsync();
    }

    [BrowserTheory]
    [InlineData(Desk)]
    [InlineData(Telephone)]
    public async Task The_csv_holds_what_the_filter_shows(int width)
    {
        var (wanted, other) = (Odd(40, width), Even(40, width));
        await fixture.LowAsync(wanted);
        await fixture.LowAsync(other);
        var page = await browser.OpenAsync(Radar, $"/alerts?team=wheels&text={StockedShopFixture.Name(wanted)}", width);
        await Row(page, wanted).WaitForAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByTestId("csv-link").ClickAsync());
        var lines = await File.ReadAllLinesAsync((await download.PathAsync())!);
        Assert.Equal(2, lines.Length);
        Assert.Contains(StockedShopFixture.Name(wanted), lines[1], StringComparison.Ordinal);
        await page.Context.DisposeAsync();
    }

    [BrowserFact]
    public async Task Everything_is_done_by_keyboard()
    {
        int[] products = [Odd(44, Desk), Odd(45, Desk)];
        foreach (var product in products)
            await fixture.LowAsync(product);
        var page = await browser.OpenAsync(Radar, "/alerts");
        await Row(page, products[1]).WaitForAsync();

        await page.Keyboard.PressAsync("/");
        await Expect(page.GetByTestId("filter-text")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(StockedShopFixture.Name(products[1]));
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByTestId("alert-row")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Tab");

        await page.Keyboard.PressAsync("j");
        await Expect(Row(page, products[1])).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("a");
        await page.GetByTestId("action-dialog").WaitForAsync();
        await Expect(page.GetByTestId("action-note")).ToBeFocusedAsync();
        await page.GetByTestId("action-confirm").PressAsync("Enter");
        await Expect(Row(page, products[1])).ToHaveAttributeAsync("data-status", "acknowledged");

        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("x");
        await Expect(page.GetByTestId("picked-count")).ToHaveTextAsync("1 selected");
        await page.Keyboard.PressAsync("s");
        await Expect(page.GetByTestId("action-note")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByTestId("action-dialog")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("?");
        await Expect(page.GetByTestId("keys-dialog")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByTestId("keys-dialog")).Not.ToBeVisibleAsync();
        await page.Context.DisposeAsync();
    }

    [BrowserTheory]
    [InlineData(Desk)]
    [InlineData(Telephone)]
    public async Task Times_are_relative_the_absolute_one_is_told_on_hover_and_the_zone_is_stated(int width)
    {
        var product = Odd(48, width);
        await fixture.LowAsync(product);
        var page = await browser.OpenAsync(Radar, "/alerts", width);
        var time = Row(page, product).Locator(".c-opened time");
        await Expect(time).ToHaveTextAsync(new Regex("just now|\\d+ s ago"));
        var zone = await page.EvaluateAsync<string>("Intl.DateTimeFormat().resolvedOptions().timeZone");
        await Expect(time).ToHaveAttributeAsync("title", new Regex($"^\\d{{4}}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d {Regex.Escape(zone)}$"));
        await Expect(page.GetByTestId("zone")).ToContainTextAsync(zone);
        await page.Context.DisposeAsync();
    }

    [BrowserTheory]
    [InlineData(Desk)]
    [InlineData(Telephone)]
    public async Task From_the_mail_over_the_product_to_acknowledged_takes_three_clicks(int width)
    {
        var product = Even(49, width);
        await fixture.LowAsync(product);
        var mail = await Eventually.FindAsync(
            () => Task.FromResult(Data.Mails().FirstOrDefault(mail => mail.Body.Contains(StockedShopFixture.Name(product), StringComparison.Ordinal))), "the mail");
        var link = Regex.Match(mail.Body, $@"http\S+/products/{product}\b").Value;

        var page = await browser.OpenAsync(Radar, new Uri(link).PathAndQuery, width); // 1
        await page.GetByTestId("ack-button").ClickAsync(); // 2
        await page.GetByTestId("action-confirm").ClickAsync(); // 3
        await Api.AlertAsync(product, "acknowledged");
        await Expect(page.GetByTestId("notification-summary")).ToContainTextAsync("Acknowledged");
        await page.Context.DisposeAsync();
    }

    // Each test and width has products of its own.
    private static int Odd(int number, int width) => (2 * number) - 1 + (width == Telephone ? 100 : 0);

    private static int Even(int number, int width) => Odd(number, width) + 1;

    private static ILocator Row(IPage page, int product) =>
        page.GetByTestId("alert-row").Filter(new LocatorFilterOptions { HasText = StockedShopFixture.Name(product) });

    private static async Task<IEnumerable<string>> NamesAsync(IPage page, params int[] products)
    {
        var names = await page.Locator("[data-testid=alert-row] .c-product > a").AllTextContentsAsync();
        var wanted = products.Select(StockedShopFixture.Name).ToHashSet();
        return wanted.Count == 0 ? names : names.Where(wanted.Contains);
    }
}
