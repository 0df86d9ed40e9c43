using Microsoft.Playwright;
using RefillRadar.Tests.EndToEnd.Running;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace RefillRadar.Tests.EndToEnd.Pages;

/// <summary>What operators look at and mend.</summary>
public sealed class OperatorPageTests(StockedShopFixture fixture, Browser browser, ITestOutputHelper output)
    : RadarTest(fixture, output), IClassFixture<StockedShopFixture>, IClassFixture<Browser>
{
    [BrowserTheory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task A_record_is_read_in_the_quarantine_saved_and_replayed_and_so_are_all_of_them(int width)
    {
        var place = width * 10;
        await Api.PostEventAsync(KinesisEvent.Of(
        [
            KinesisEvent.Bad(place, $"{{\"data\":{{\"product_id\":{width}}},\"cut"), KinesisEvent.Bad(place + 1, "\u0001\u0002 binary"), KinesisEvent.Bad(place + 2, "{\"not\": \"a record\"}"),
        ]));
        var page = await browser.OpenAsync(Radar, "/quarantine", width);
        await Expect(page.GetByTestId("quarantine-reasons")).ToBeVisibleAsync();
        var row = page.GetByTestId("quarantine-row").Filter(new() { HasText = $"\"product_id\":{width}" });
        await Expect(row.GetByTestId("quarantine-reason")).ToContainTextAsync("is not JSON (line 1, byte");
        var download = await page.RunAndWaitForDownloadAsync(() => row.GetByTestId("download-bytes").ClickAsync());
        Assert.StartsWith($"{{\"data\":{{\"product_id\":{width}", await File.ReadAllTextAsync((await download.PathAsync())!), StringComparison.Ordinal);

        // It cannot be read this time either: it says so and stays.
        await row.GetByTestId("replay-button").ClickAsync();
        await Expect(page.GetByText("The record still cannot be read").First).ToBeVisibleAsync();
        await Expect(row).ToBeVisibleAsync();

        await page.GetByTestId("replay-all").ClickAsync();
        await page.GetByTestId("replay-confirm").ClickAsync();
        await Expect(page.GetByTestId("replay-outcome")).ToContainTextAsync("0 records read, ");
        await page.Context.DisposeAsync();
    }

    [BrowserTheory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task The_system_page_shows_each_stage_the_silo_and_the_way_on_to_the_orleans_dashboard(int width)
    {
        await fixture.LowAsync(width == 390 ? 3 : 1);
        var page = await browser.OpenAsync(Radar, "/system", width);
        foreach (var stage in new[] { "thresholds", "source", "ingest", "decisions", "stores", "disk", "notifications", "cluster" })
            await Expect(page.GetByTestId($"stage-{stage}")).ToHaveAttributeAsync("data-state", new System.Text.RegularExpressions.Regex("^ok$"));
        await Expect(page.GetByTestId("silo-row")).ToHaveCountAsync(1);
        await Expect(page.GetByTestId("silo-row")).ToContainTextAsync("Active");
        await Expect(page.GetByTestId("metrics-link")).ToBeVisibleAsync();
        var orleans = await page.Context.RunAndWaitForPageAsync(() => page.GetByTestId("orleans-link").ClickAsync());
        await Expect(orleans).ToHaveTitleAsync(new System.Text.RegularExpressions.Regex("Orleans"));
        await page.Context.DisposeAsync();
    }
}
