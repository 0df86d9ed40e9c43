using System.Text.RegularExpressions;
using Microsoft.Playwright;
using RefillRadar.Tests.EndToEnd.Running;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace RefillRadar.Tests.EndToEnd.Pages;

public sealed class OverviewPageTests(StockedShopFixture fixture, Browser browser, ITestOutputHelper output)
    : RadarTest(fixture, output), IClassFixture<StockedShopFixture>, IClassFixture<Browser>
{
    [BrowserTheory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task A_number_leads_to_the_alerts_behind_it(int width)
    {
        await fixture.LowAsync(Product(width, 1), 0);
        await fixture.LowAsync(Product(width, 2), 5);
        var page = await browser.OpenAsync(Radar, "/", width);
        var stats = await Api.GetAsync("/api/stats");
        await Expect(Kpi(page, "out")).ToHaveTextAsync(stats.GetProperty("out").ToString());
        await Expect(Kpi(page, "low")).ToHaveTextAsync(stats.GetProperty("low").ToString());
        await Expect(Kpi(page, "tracked")).ToHaveTextAsync("200");
        await Expect(Kpi(page, "untracked")).ToHaveTextAsync("1");
        await page.GetByTestId("kpi-out").ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/alerts\\?severity=out$"));
        await Expect(Row(page, Product(width, 1))).ToBeVisibleAsync();
        await Expect(Row(page, Product(width, 2))).ToHaveCountAsync(0);
        await page.GoBackAsync();
        await Expect(Kpi(page, "tracked")).ToHaveTextAsync("200");
        await page.Context.DisposeAsync();
    }

    [BrowserTheory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task The_chart_shows_the_range_that_its_address_names(int width)
    {
        await fixture.LowAsync(Product(width, 3));
        var page = await browser.OpenAsync(Radar, "/", width);
        foreach (var (range, bars) in new[] { ("1h", 30), ("12h", 36), ("7d", 28), ("all", 14), ("24h", 24) })
        {
            await page.GetByTestId($"range-{range}").ClickAsync();
            await Expect(page).ToHaveURLAsync(new Regex($"range={range}$"));
            await Expect(page.Locator("[data-testid=alerts-chart] .bar-out")).ToHaveCountAsync(bars);
        }

        await Expect(page.GetByTestId("heat-strip").Locator(".heat-cells > div")).ToHaveCountAsync(96);
        var opened = (await Api.AlertsAsync()).Count;
        await Expect(page.GetByTestId("heat-strip")).ToContainTextAsync($"{opened} opened");
        await page.Context.DisposeAsync();
    }

    [BrowserTheory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task A_restock_resolves_the_row_and_counts_into_the_time_to_restock(int width)
    {
        var product = Product(width, 4);
        await fixture.LowAsync(product);
        var page = await browser.OpenAsync(Radar, "/", width);
        await Expect(Row(page, product)).ToBeVisibleAsync();
        using var shop = Data.OpenShop();
        shop.Set(product, StockedShopFixture.Stocked);
        await Expect(Row(page, product)).ToHaveAttributeAsync("data-status", "resolved");
        await Expect(Row(page, product)).ToHaveCountAsync(0);
        await Expect(Kpi(page, "restock")).Not.ToHaveTextAsync("–", new() { Timeout = 60_000 });
        await page.Context.DisposeAsync();
    }

    [BrowserTheory]
    [InlineData(1920)]
    [InlineData(390)]
    public async Task The_wallboard_shows_the_worst_first_and_nothing_to_click(int width)
    {
        var (low, empty) = (Product(width, 5), Product(width, 6));
        await fixture.LowAsync(empty, 0);
        await fixture.LowAsync(low, 5);
        var page = await browser.OpenAsync(Radar, "/?kiosk", width, 1080);
        await page.GetByTestId("wallboard").WaitForAsync();
        await Expect(page.GetByRole(AriaRole.Navigation)).ToHaveCountAsync(0);
        await Expect(page.GetByTestId("wallboard").GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        await Expect(page.GetByTestId("kiosk-clock")).ToHaveTextAsync(new Regex("^\\d\\d:\\d\\d$"));
        var severities = await page.Locator("[data-testid=wallboard] li").EvaluateAllAsync<string[]>("rows => rows.map(row => row.className.split(' ')[0])");
        Assert.Contains("out", severities);
        Assert.Equal(severities.OrderByDescending(severity => severity == "out"), severities);

        using var shop = Data.OpenShop();
        shop.Set(empty, StockedShopFixture.Stocked);
        await Expect(Row(page, empty)).ToHaveCountAsync(0);
        await page.Context.DisposeAsync();
    }

    // Each test and width has products of its own.
    private static int Product(int width, int number) => number + (width == 390 ? 20 : 0);

    private static ILocator Kpi(IPage page, string id) => page.GetByTestId($"kpi-{id}").Locator(".kpi-value");

    private static ILocator Row(IPage page, int product) =>
        page.GetByTestId("alert-row").Filter(new LocatorFilterOptions { HasText = StockedShopFixture.Name(product) });
}
