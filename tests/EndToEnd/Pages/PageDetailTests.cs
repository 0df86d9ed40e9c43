using Microsoft.Playwright;
using RefillRadar.Tests.EndToEnd.Running;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace RefillRadar.Tests.EndToEnd.Pages;

/// <summary>What keyboards, searches, dialogs and wide screens need, on every page alike.</summary>
public sealed class PageDetailTests(PageDetailTests.Fixture fixture, Browser browser, ITestOutputHelper output)
    : RadarTest(fixture, output), IClassFixture<PageDetailTests.Fixture>, IClassFixture<Browser>
{
    [BrowserTheory]
    [InlineData("/", "a.kpi", 1440)]
    [InlineData("/alerts", "a.nav", 1440)]
    [InlineData("/alerts", "[data-testid=csv-link]", 390)]
    [InlineData("/products", "td.c-product a", 390)]
    [InlineData("/thresholds", "[data-testid=what-if-ask]", 1440)]
    public async Task What_has_the_focus_is_outlined(string path, string selector, int width)
    {
        var page = await browser.OpenAsync(Radar, path, width);
        var target = page.Locator(selector).First;
        await target.WaitForAsync();
        // By the keyboard, as the browser tells it from a click.
        await page.Keyboard.PressAsync("Tab");
        await target.FocusAsync();
        Assert.Equal("solid 2px", await target.EvaluateAsync<string>("element => { const style = getComputedStyle(element); return style.outlineStyle + ' ' + style.outlineWidth; }"));
        await page.Context.DisposeAsync();
    }

    [BrowserTheory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task The_shortcuts_open_in_the_middle(int width)
    {
        var page = await browser.OpenAsync(Radar, "/alerts", width);
        await page.Keyboard.PressAsync("?");
        var box = (await page.GetByTestId("keys-dialog").BoundingBoxAsync())!;
        Assert.InRange(box.X + (box.Width / 2), (width / 2) - 10, (width / 2) + 10);
        Assert.True(box.X >= 0 && box.Y > 0);
        await page.Context.DisposeAsync();
    }

    [BrowserTheory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task A_search_needs_no_enter(int width)
    {
        var page = await browser.OpenAsync(Radar, "/products", width);
        await Expect(page.GetByTestId("product-row")).ToHaveCountAsync(3);
        // Slowly, so that answers come while more is typed.
        await page.GetByTestId("product-search").PressSequentiallyAsync("Tea", new() { Delay = 340 });
        await Expect(page.GetByTestId("product-row")).ToHaveCountAsync(1);
        await Expect(page.GetByTestId("product-search")).ToHaveValueAsync("Tea");
        await Expect(page.GetByTestId("product-search")).ToBeFocusedAsync();
        await page.GoBackAsync();
        await Expect(page.GetByTestId("product-row")).ToHaveCountAsync(3);
        await page.Context.DisposeAsync();
    }

    [BrowserFact]
    public async Task The_team_filter_lists_all_teams_and_an_acknowledgement_is_undone_and_has_no_name_without_one()
    {
        var page = await browser.OpenAsync(Radar, "/alerts", 1440);
        await Expect(page.Locator("[data-testid=filter-team] option", new() { HasText = "drinks" })).ToHaveCountAsync(1);
        await page.GetByTestId("ack-button").First.ClickAsync();
        await page.GetByTestId("action-confirm").ClickAsync();
        await Api.AlertAsync(1, "acknowledged");
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo", Exact = true }).ClickAsync();
        await Api.AlertAsync(1, "firing");
        await page.GetByTestId("ack-button").First.ClickAsync();
        await page.GetByTestId("action-confirm").ClickAsync();
        var alert = await Api.AlertAsync(1, "acknowledged");
        await Expect(page.GetByTestId("unack-button").First).ToBeVisibleAsync();
        await Expect(page.Locator($"[data-alert-id='{alert.Id}'] .c-status")).Not.ToContainTextAsync("anonymous");
        await page.GotoAsync(new Uri(Radar.Address, $"/alerts/{alert.Id}").AbsoluteUri);
        await Expect(page.Locator("main svg, main .chart").First).ToBeVisibleAsync();
        await Expect(page.GetByTestId("deliveries")).ToContainTextAsync("dairy");
        await page.GetByTestId("alert-product").ClickAsync();
        await Expect(page.GetByTestId("notification-summary")).ToContainTextAsync("Acknowledged.");
        await page.Context.DisposeAsync();
    }

    [BrowserFact]
    public async Task A_wide_screen_is_filled()
    {
        var page = await browser.OpenAsync(Radar, "/", 1920);
        var box = (await page.Locator("#main").BoundingBoxAsync())!;
        Assert.InRange(1920 - (box.X + box.Width), 0, 40);
        await page.Context.DisposeAsync();
    }

    public sealed class Fixture() : RadarFixture("product_id,name,stockout_threshold,team", "1,Milk,20,dairy", "2,Tea,20,drinks", "3,Bread,20,bakery")
    {
        public override async Task InitializeAsync()
        {
            await base.InitializeAsync();
            using var shop = Data.OpenShop();
            shop.Stock([1, 2, 3], 50);
            await Api.LevelAsync(3, 50);
            shop.Set(1, 5);
            await Api.AlertAsync(1, "firing");
        }
    }
}
