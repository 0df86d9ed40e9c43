using Microsoft.Playwright;

namespace RefillRadar.Tests.EndToEnd.Running;

/// <summary>A browser for the tests of a class; what a page logs as an error is kept.</summary>
public sealed class Browser : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        if (!BrowserFactAttribute.HasBrowser)
            return;
        Assertions.SetDefaultExpectTimeout(20_000);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = BrowserFactAttribute.Chromium,
            Args = ["--no-sandbox"],
        });
    }

    /// <summary>A page of a fresh profile, already at an address and live.</summary>
    internal async Task<IPage> OpenAsync(RadarProcess radar, string path, int width = 1280, int height = 900, ColorScheme scheme = ColorScheme.Light)
    {
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = scheme,
        });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(30_000);
        await page.GotoAsync(new Uri(radar.Address, path).AbsoluteUri);
        await LiveAsync(page);
        return page;
    }

    /// <summary>An empty page of a fresh profile that takes certificates of the test's own making.</summary>
    internal async Task<IPage> NewAsync()
    {
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions { IgnoreHTTPSErrors = true });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(30_000);
        return page;
    }

    /// <summary>Waits until the page shows that it is live.</summary>
    internal static Task LiveAsync(IPage page, float patience = 30_000) => page.Locator("html[data-link=live] [data-testid=connection-chip][data-state=live]")
        .WaitForAsync(new LocatorWaitForOptions { Timeout = patience });

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
