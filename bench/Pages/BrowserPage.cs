using System.Text.Json;
using Microsoft.Playwright;

namespace RefillRadar.Bench.Pages;

/// <summary>The alert list in a real browser, which tells when it painted a probe.</summary>
internal sealed class BrowserPage : IAsyncDisposable
{
    public const string Where = "browser";

    // A probe is the only quantity with three decimals. The next frame after the change of the document shows it.
    private const string Watch = """
        () => {
            const probe = /^\d+\.\d{3}$/;
            window.painted = [];
            const seen = new Set();
            function look(node) {
                const text = node.nodeType === 3 ? node.data : null;
                if (text === null) { for (const place of node.querySelectorAll?.('[data-testid=alert-quantity]') ?? []) look(place.firstChild); return; }
                if (!probe.test(text) || seen.has(text)) return;
                seen.add(text);
                requestAnimationFrame(() => window.painted.push([text, Date.now()]));
            }
            new MutationObserver(changes => {
                for (const change of changes) {
                    if (change.type === 'characterData') look(change.target);
                    else change.addedNodes.forEach(look);
                }
            }).observe(document.body, { childList: true, subtree: true, characterData: true });
        }
        """;

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly IPage _page;

    private BrowserPage(IPlaywright playwright, IBrowser browser, IPage page) => (_playwright, _browser, _page) = (playwright, browser, page);

    public static async Task<BrowserPage> OpenAsync(Uri address)
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM_PATH") is { Length: > 0 } path ? path : "/usr/bin/chromium",
            Args = ["--no-sandbox"],
        });
        var page = await browser.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = 1280, Height = 900 } });
        await page.GotoAsync(new Uri(address, "/alerts").AbsoluteUri);
        await page.GetByTestId("alert-row").First.WaitForAsync(new LocatorWaitForOptions { Timeout = 60_000 });
        await page.EvaluateAsync(Watch);
        return new BrowserPage(playwright, browser, page);
    }

    /// <summary>Hands over what was painted since the last time.</summary>
    public async Task CollectAsync(Probes probes)
    {
        var painted = await _page.EvaluateAsync<JsonElement>("() => window.painted.splice(0)");
        foreach (var entry in painted.EnumerateArray())
            probes.Painted(entry[0].GetString()!, Where, DateTimeOffset.FromUnixTimeMilliseconds(entry[1].GetInt64()));
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
