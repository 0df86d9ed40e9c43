using System.Text.Json;
using Microsoft.Playwright;
using RefillRadar.Tests.Emulators;
using RefillRadar.Tests.EndToEnd.Running;
using Xunit.Abstractions;

namespace RefillRadar.Tests.EndToEnd.Pages;

/// <summary>axe (https://github.com/dequelabs/axe-core) over every page: wide in light colours, narrow in dark ones.</summary>
public sealed class AccessibilityTests(AccessibilityTests.Fixture fixture, Browser browser, ITestOutputHelper output)
    : RadarTest(fixture, output), IClassFixture<AccessibilityTests.Fixture>, IClassFixture<Browser>
{
    private const string Scan = """
        async () => (await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })).violations
            .map(found => ({ id: found.id, impact: found.impact, help: found.help, nodes: found.nodes.slice(0, 5).map(node => node.target.join(' ') + ': ' + node.failureSummary) }))
        """;

    private static readonly string[] Serious = ["serious", "critical"];

    private static string Axe => Path.Combine(EmulatorProcess.Folder, "../accessibility/node_modules/axe-core/axe.min.js");

    [BrowserTheory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task No_page_has_a_serious_issue(ColorScheme scheme, int width)
    {
        var page = await browser.OpenAsync(Radar, "/", width, 900, scheme);
        var issues = new List<string>();
        foreach (var path in fixture.Paths)
        {
            await page.GotoAsync(new Uri(Radar.Address, path).AbsoluteUri);
            await Browser.LiveAsync(page);
            await DrawnAsync(page);
            issues.AddRange((await ScanAsync(page)).Select(issue => $"{path}: {issue}"));
        }

        // What is opened on top of a page.
        await page.GotoAsync(new Uri(Radar.Address, "/alerts").AbsoluteUri);
        await Browser.LiveAsync(page);
        await page.GetByTestId("snooze-button").First.ClickAsync();
        await page.GetByTestId("action-confirm").WaitForAsync();
        issues.AddRange((await ScanAsync(page)).Select(issue => $"dialog: {issue}"));
        await page.Keyboard.PressAsync("Escape");
        await page.GetByTestId("pick").First.CheckAsync();
        issues.AddRange((await ScanAsync(page)).Select(issue => $"bulk: {issue}"));
        await page.GetByTestId("keys-button").ClickAsync();
        issues.AddRange((await ScanAsync(page)).Select(issue => $"keys: {issue}"));

        await page.Context.DisposeAsync();
        Assert.True(issues.Count == 0, string.Join("\n\n", issues));
    }

    // axe is put in by the browser's own means, which no content security policy forbids; animations would be scanned half-way.
    private static async Task<IEnumerable<string>> ScanAsync(IPage page)
    {
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ReducedMotion = ReducedMotion.Reduce });
        await page.EvaluateAsync(await File.ReadAllTextAsync(Axe));
        return (await page.EvaluateAsync<JsonElement>(Scan)).EnumerateArray()
            .Where(found => Serious.Contains(found.GetProperty("impact").GetString()))
            .Select(found => found.ToString());
    }

    private static async Task DrawnAsync(IPage page) => await page.WaitForFunctionAsync(
        "() => document.querySelector('main h1') && !document.querySelector('.skeleton')");

    /// <summary>Some of everything: a low and an empty product, one that was restocked, one without a threshold, and a record that cannot be read.</summary>
    public sealed class Fixture() : RadarFixture("product_id,name,stockout_threshold,recovery_threshold,team,category", "1,Bike,20,30,wheels,Outdoor", "2,Doll,20,30,play,Indoor", "3,Ball,20,30,play,Outdoor")
    {
        internal IReadOnlyList<string> Paths { get; private set; } = [];

        public override async Task InitializeAsync()
        {
            await base.InitializeAsync();
            using var shop = Data.OpenShop();
            shop.Stock([1, 2, 3, 4], 50);
            await Api.LevelAsync(4, 50);
            shop.Set((1, 0), (2, 4), (3, 7));
            var alert = await Api.AlertAsync(1, "firing");
            await Api.AlertAsync(2, "firing");
            await Api.AlertAsync(3, "firing");
            shop.Set(3, 60);
            await Api.AlertAsync(3, "resolved");
            await Api.PostEventAsync(KinesisEvent.Of([KinesisEvent.Bad(1, "{\"not\": \"a record\"")]));
            Paths =
            [
                "/", "/?range=1h", "/?kiosk", "/alerts", "/alerts?status=all&group=team", "/alerts?text=nothing", $"/alerts/{alert.Id}",
                "/products", "/products/1", "/products/3?range=7d", "/products/4", "/thresholds", "/quarantine", "/system", "/no-such-page",
            ];
        }
    }
}
