using System.Text.RegularExpressions;
using Microsoft.Playwright;
using RefillRadar.Tests.EndToEnd.Running;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace RefillRadar.Tests.EndToEnd.Pages;

public sealed class ProductPageTests(StockedShopFixture fixture, Browser browser, ITestOutputHelper output)
    : RadarTest(fixture, output), IClassFixture<StockedShopFixture>, IClassFixture<Browser>
{
    [BrowserTheory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task A_product_is_found_and_its_page_tells_its_episodes_restocks_notices_and_why(int width)
    {
        var product = width == 390 ? 11 : 10;
        var name = StockedShopFixture.Name(product);
        await fixture.LowAsync(product, 4);
        using var shop = Data.OpenShop();
        shop.Set(product, 80);
        await Api.AlertAsync(product, "resolved");
        await fixture.LowAsync(product, 2);

        var page = await browser.OpenAsync(Radar, "/products", width);
        await page.GetByRole(AriaRole.Searchbox).FillAsync(name);
        await page.GetByRole(AriaRole.Searchbox).PressAsync("Enter");
        await page.GetByTestId("product-row").Filter(new LocatorFilterOptions { HasText = name }).GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(name);

        await Expect(page.GetByTestId("product-quantity")).ToHaveTextAsync("2");
        await Expect(page.GetByTestId("episode-band")).ToHaveCountAsync(2);
        await Expect(page.GetByTestId("restock")).ToHaveCountAsync(1);
        await Expect(page.Locator(".mark.threshold")).ToContainTextAsync("threshold 20");
        await Expect(page.Locator(".mark.recovery")).ToContainTextAsync("resolves above 30");
        await Expect(page.GetByTestId("rule")).ToContainTextAsync($"Line {product + 1}");
        await Expect(page.GetByTestId("decisions").GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Resolved" })).ToHaveCountAsync(1);
        await Expect(page.GetByTestId("notices").GetByRole(AriaRole.Listitem).First).ToContainTextAsync("Notification sent", new() { Timeout = 40_000 });
        await Expect(page.GetByTestId("notification-summary")).ToContainTextAsync("was notified");
        await page.Context.DisposeAsync();
    }

    [BrowserTheory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task A_muted_product_says_who_muted_it_and_why(int width)
    {
        var product = width == 390 ? 13 : 12;
        var alert = await fixture.LowAsync(product);
        await Api.ActAsync(alert.Id, "snooze", new { untilRestock = true, by = "Ana", note = "supplier on strike" });
        var page = await browser.OpenAsync(Radar, $"/products/{product}", width);
        var telling = page.GetByTestId("notification-summary");
        await Expect(telling).ToContainTextAsync("Snoozed by Ana");
        await Expect(telling).ToContainTextAsync("until it is restocked");
        await Expect(telling).ToContainTextAsync("supplier on strike");
        await page.Context.DisposeAsync();
    }

    [BrowserTheory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task What_if_answers_by_what_the_level_really_did(int width)
    {
        var product = width == 390 ? 15 : 14;
        await fixture.LowAsync(product, 12);
        using var shop = Data.OpenShop();
        shop.Set(product, 90);
        await Api.AlertAsync(product, "resolved");

        var page = await browser.OpenAsync(Radar, $"/products/{product}", width);
        await AskAsync(page, "10");
        await Expect(page.GetByTestId("what-if-answer")).ToContainTextAsync("At threshold 10 this product would have raised no alert in the last 7 days.");
        await Expect(page.GetByTestId("what-if-answer")).ToContainTextAsync("The threshold in force, 20, would have raised 1 alert");
        await AskAsync(page, "15");
        await Expect(page.GetByTestId("what-if-answer")).ToContainTextAsync("At threshold 15 this product would have raised 1 alert in the last 7 days.");

        await page.GotoAsync(new Uri(Radar.Address, "/thresholds").AbsoluteUri);
        await Browser.LiveAsync(page);
        await page.GetByTestId("what-if-key").FillAsync($"{product}");
        await AskAsync(page, "11");
        await Expect(page.GetByTestId("what-if-answer")).ToContainTextAsync("raised no alert");
        await page.GetByTestId("what-if-key").FillAsync("no such");
        await AskAsync(page, "11");
        await Expect(page.GetByTestId("what-if")).ToContainTextAsync("Product not found.");
        await page.Context.DisposeAsync();
    }

    [BrowserTheory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task The_thresholds_page_finds_rows_names_what_is_untracked_and_every_error_of_a_refused_file(int width)
    {
        var page = await browser.OpenAsync(Radar, "/thresholds", width);
        await Expect(page.GetByTestId("threshold-rows")).ToHaveTextAsync("200");
        await Expect(page.GetByTestId("untracked")).ToContainTextAsync("201");
        await page.GetByTestId("threshold-search").FillAsync(StockedShopFixture.Name(150));
        await page.GetByTestId("threshold-search").PressAsync("Enter");
        await Expect(page.GetByTestId("threshold-row")).ToHaveCountAsync(1);
        await Expect(page).ToHaveURLAsync(new Regex("search="));

        var good = await File.ReadAllLinesAsync(Data.Thresholds);
        Data.WriteThresholds([.. good[..3], "3,Bike 003,minus one,30,wheels,Outdoor", "4,Toy 004,20,nine,play,Indoor"]);
        var errors = page.GetByTestId("threshold-errors");
        await Expect(errors.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(2, new() { Timeout = 30_000 });
        await Expect(errors).ToContainTextAsync("minus one");
        await Expect(errors).ToContainTextAsync("nine");
        await Expect(page.GetByTestId("threshold-rows")).ToHaveTextAsync("200");
        Data.WriteThresholds(good);
        await Expect(errors).ToHaveCountAsync(0, new() { Timeout = 30_000 });
        await page.Context.DisposeAsync();
    }

    private static async Task AskAsync(IPage page, string threshold)
    {
        await page.GetByTestId("what-if-threshold").FillAsync(threshold);
        await page.GetByTestId("what-if-ask").ClickAsync();
    }
}
