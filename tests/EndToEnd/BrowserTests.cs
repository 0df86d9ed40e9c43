using System.Globalization;
using Microsoft.Playwright;
using RefillRadar.Tests.EndToEnd.Running;
using Xunit.Abstractions;

namespace RefillRadar.Tests.EndToEnd;

public sealed class BrowserTests(BrowserTests.Fixture fixture, Browser browser, ITestOutputHelper output)
    : RadarTest(fixture, output), IClassFixture<BrowserTests.Fixture>, IClassFixture<Browser>
{
    [BrowserFact]
    public async Task The_overview_of_the_demo_shop_is_live_and_moves()
    {
        var page = await browser.OpenAsync(Radar, "/");
        await Assertions.Expect(page.GetByTestId("kpi-tracked").Locator(".kpi-value")).ToHaveTextAsync("60");
        await page.GetByTestId("alerts-chart").WaitForAsync();
        using var shop = Data.OpenShop();
        var product = WithoutHold().First();
        var name = shop.Ask<string>($"SELECT name FROM products WHERE product_id = {product}");
        shop.Set(product, 0);
        await page.Locator("[data-testid=alert-row]", new PageLocatorOptions { HasText = name }).First.WaitForAsync();
        await page.Context.DisposeAsync();
    }

    [BrowserFact]
    public async Task An_alert_is_acknowledged_through_the_dialog()
    {
        var product = Lower(1);
        var alert = await Api.AlertAsync(product, "firing");
        var page = await browser.OpenAsync(Radar, "/");
        var row = page.Locator($"[data-alert-id='{alert.Id}']");
        await row.GetByTestId("ack-button").ClickAsync();
        await page.GetByTestId("action-dialog").WaitForAsync();
        await page.GetByTestId("action-by").FillAsync("Ana");
        await page.GetByTestId("action-note").FillAsync("ordered");
        await page.GetByTestId("action-confirm").ClickAsync();
        await Assertions.Expect(row).ToHaveAttributeAsync("data-status", "acknowledged");
        Assert.Equal("Ana", (await Api.AlertAsync(product, "acknowledged")).AcknowledgedBy);

        // The next dialog remembers who it was.
        var other = await Api.AlertAsync(Lower(2), "firing");
        await page.Locator($"[data-alert-id='{other.Id}']").GetByTestId("snooze-button").ClickAsync();
        await Assertions.Expect(page.GetByTestId("action-by")).ToHaveValueAsync("Ana");
        await page.GetByTestId("snooze-restock").ClickAsync();
        await page.GetByTestId("action-confirm").ClickAsync();
        await Assertions.Expect(page.Locator($"[data-alert-id='{other.Id}']")).ToHaveAttributeAsync("data-status", "snoozed");
        await page.Context.DisposeAsync();
    }

    [BrowserFact]
    public async Task The_page_of_a_product_draws_its_level_and_follows_it()
    {
        var product = Lower(3);
        await Api.AlertAsync(product, "firing");
        var page = await browser.OpenAsync(Radar, $"/products/{product}");
        await page.GetByTestId("level-chart").WaitForAsync();
        Assert.NotEmpty(await page.GetByTestId("level-line").GetAttributeAsync("d") ?? "");
        await page.GetByTestId("rule").WaitForAsync();
        using var shop = Data.OpenShop();
        shop.Set(product, 98_765);
        await Assertions.Expect(page.GetByTestId("product-quantity")).ToContainTextAsync("98,7");
        await page.Context.DisposeAsync();
    }

    [BrowserFact]
    public async Task Dark_and_light_are_remembered()
    {
        var page = await browser.OpenAsync(Radar, "/");
        var root = page.Locator("html");
        await Assertions.Expect(root).ToHaveAttributeAsync("data-theme", "light");
        await page.GetByTestId("theme-toggle").ClickAsync();
        await Assertions.Expect(root).ToHaveAttributeAsync("data-theme", "dark");
        await page.ReloadAsync();
        await Browser.LiveAsync(page);
        await Assertions.Expect(root).ToHaveAttributeAsync("data-theme", "dark");
        await page.Context.DisposeAsync();
    }

    [BrowserFact]
    public async Task No_page_scrolls_sideways_on_a_telephone()
    {
        var product = Lower(4);
        var alert = await Api.AlertAsync(product, "firing");
        var page = await browser.OpenAsync(Radar, "/", width: 360, height: 740);
        foreach (var path in new[] { "/", "/alerts", "/products", $"/products/{product}", $"/alerts/{alert.Id}", "/thresholds", "/quarantine", "/system" })
        {
            await page.GotoAsync(new Uri(Radar.Address, path).AbsoluteUri);
            await Browser.LiveAsync(page);
            await page.Locator("main .panel, main [data-testid=empty-state]").First.WaitForAsync();
            var (content, window) = (await page.EvaluateAsync<int>("document.documentElement.scrollWidth"), await page.EvaluateAsync<int>("document.documentElement.clientWidth"));
            Assert.True(content <= window, $"{path} is {content} px wide in a window of {window} px.");
        }

        await page.Context.DisposeAsync();
    }

    [BrowserFact]
    public async Task After_the_server_was_killed_and_started_again_the_page_comes_back_to_live_by_itself()
    {
        var page = await browser.OpenAsync(Radar, "/");
        await Radar.KillAsync();
        await Assertions.Expect(page.Locator("html")).Not.ToHaveAttributeAsync("data-link", "live", new() { Timeout = 30_000 });
        await fixture.RestartAsync();
        await Browser.LiveAsync(page, 60_000);
        var product = Lower(5);
        var alert = await Api.AlertAsync(product, "firing");
        await page.Locator($"[data-alert-id='{alert.Id}']").WaitForAsync();
        await page.Context.DisposeAsync();
    }

    // Takes all there is of a product of the demo; what was set by hand is not delivered for a minute.
    private int Lower(int number)
    {
        var product = WithoutHold().ElementAt(number);
        using var shop = Data.OpenShop();
        shop.Set(product, 0);
        return product;
    }

    private IEnumerable<int> WithoutHold() => File.ReadLines(Data.Thresholds).Skip(1).Select(line => line.Split(','))
        .Where(fields => fields[^2].Length == 0).Select(fields => int.Parse(fields[0], CultureInfo.InvariantCulture));

    public sealed class Fixture() : RadarFixture()
    {
        internal override string[] Settings => ["--RefillRadar:Demo:Products=60", "--RefillRadar:Demo:Seed=7"];
    }
}
