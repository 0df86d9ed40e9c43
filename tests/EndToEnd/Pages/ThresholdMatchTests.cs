using System.Net;
using RefillRadar.Tests.EndToEnd.Running;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace RefillRadar.Tests.EndToEnd.Pages;

/// <summary>Rows that no product has, and products that just miss a row: on the page, by the API and by <c>check</c>.</summary>
public sealed class ThresholdMatchTests(ThresholdMatchTests.Fixture fixture, Browser browser, ITestOutputHelper output)
    : RadarTest(fixture, output), IClassFixture<ThresholdMatchTests.Fixture>, IClassFixture<Browser>
{
    [BrowserTheory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task The_page_names_them(int width)
    {
        var page = await browser.OpenAsync(Radar, "/thresholds", width);
        await Expect(page.GetByTestId("rows-unseen")).ToContainTextAsync("2 rows name products without a level");
        await Expect(page.GetByTestId("keys-similar")).ToContainTextAsync("1 product differs from a row only by case or blanks");
        await Expect(page.GetByTestId("threshold-match")).ToContainTextAsync("line 4 has SKU-9");
        await page.Context.DisposeAsync();
    }

    [Fact]
    public async Task Check_compares_with_a_running_server()
    {
        var (exit, text, errors) = await RadarProcess.ExecuteAsync("check", Data.Thresholds, "--url", Radar.Address.OriginalString);
        Assert.Equal((0, ""), (exit, errors));
        Assert.Contains("is good: 3 rows", text, StringComparison.Ordinal);
        Assert.Contains("Compared with the 2 products of", text, StringComparison.Ordinal);
        Assert.Contains("2 rows name a product without a level.", text, StringComparison.Ordinal);
        Assert.Contains("sku-9 is SKU-9 in line 4", text, StringComparison.Ordinal);

        var alone = await RadarProcess.ExecuteAsync("check", Data.Thresholds, "--url", $"http://127.0.0.1:{RadarProcess.FreePort()}");
        Assert.Equal((2, ""), (alone.ExitCode, alone.Output));
        Assert.Contains("gave no answer", alone.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_api_lists_every_error_and_takes_nothing_but_csv()
    {
        using var bad = await Api.PostAsync("/api/thresholds/check", "product_id,name,stockout_threshold\n1,Milk,many\n2,Tea,few\n", "text/csv");
        Assert.Equal(HttpStatusCode.OK, bad.StatusCode);
        var body = System.Text.Json.JsonDocument.Parse(await bad.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(2, body.GetProperty("errors").GetArrayLength());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, body.GetProperty("match").ValueKind);
        using var json = await Api.PostAsync("/api/thresholds/check", "{}");
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, json.StatusCode);
    }

    public sealed class Fixture() : RadarFixture("product_id,name,stockout_threshold", "1,Milk,20", "2,Tea,20", "SKU-9,Cup,5")
    {
        internal override string[] Settings => [.. RadarProcess.Quick, "--RefillRadar:Source:Type=None"];

        public override async Task InitializeAsync()
        {
            await base.InitializeAsync();
            using var response = await Api.PostAsync(
                "/ingest/records",
                """
                {"data":{"product_id":1,"quantity_available":50},"metadata":{"operation":"update"}}
                {"data":{"product_id":"sku-9","quantity_available":50},"metadata":{"operation":"update"}}
                """);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }
}
