using System.Diagnostics;
using RefillRadar.Bench.Pages.Circuit;

namespace RefillRadar.Bench.Pages;

/// <summary>
/// Many people with an open page while a big shop sells: what a page costs the program, how soon it shows a change, and whether pages
/// that no longer read trouble the others. The program is a process of its own; the pages, the shop and the browser share its machine.
/// </summary>
internal sealed class PagesBench(PagesOptions options, TextWriter log) : IAsyncDisposable
{
    private const int Watching = 10;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan OpenEvery = TimeSpan.FromMilliseconds(100);
    private static readonly string[] Paths = ["/", "/alerts"];

    private readonly Probes _probes = new();
    private readonly List<CircuitPage> _pages = [];
    private readonly CancellationTokenSource _closing = new();
    private RadarUnderTest _radar = null!;
    private ShopTraffic _shop = null!;
    private BrowserPage? _browser;
    private Task _traffic = Task.CompletedTask;

    public static async Task RunAsync(PagesOptions options, TextWriter log, TextWriter report)
    {
        await using var bench = new PagesBench(options, log);
        await bench.StartAsync();
        List<Figures> phases = [await bench.MeasureAsync("no page", bench._pages)];
        await bench.OpenAsync();
        phases.Add(await bench.MeasureAsync($"{options.Pages} pages", bench._pages));
        if (options.Slow > 0)
        {
            bench.MakeSlow();
            phases.Add(await bench.MeasureAsync($"{options.Pages} pages, {options.Slow} of them slow", bench._pages[options.Slow..]));
        }

        PagesReport.Write(report, phases);
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _traffic.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(_pages.Select(page => page.DisposeAsync().AsTask()));
        if (_browser is not null)
            await _browser.DisposeAsync();
        if (_radar is not null)
            await _radar.DisposeAsync();
        _closing.Dispose();
    }

    private async Task StartAsync()
    {
        _radar = await RadarUnderTest.StartAsync(ShopTraffic.Thresholds(options.Products));
        _shop = new ShopTraffic(options, _radar.Http, _probes);
        var started = Stopwatch.GetTimestamp();
        await _shop.FillAsync();
        log.WriteLine($"{options.Products:N0} levels and {options.Alerts:N0} alerts within {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s: {await _radar.StatsAsync()}");
        _traffic = _shop.RunAsync(_closing.Token);
        await Task.Delay(WarmUp);
    }

    private async Task OpenAsync()
    {
        var started = Stopwatch.GetTimestamp();
        List<Task> opening = [];
        for (var number = 0; number < options.Pages; number++)
        {
            // The last ones are watched: the first become slow.
            var page = new CircuitPage(_radar.Address, Paths[number % Paths.Length], number >= options.Pages - Watching ? _probes : null);
            _pages.Add(page);
            opening.Add(OpenAsync(page));
            await Task.Delay(OpenEvery);
        }

        await Task.WhenAll(opening).WaitAsync(TimeSpan.FromMinutes(3));
        log.WriteLine($"{options.Pages} pages show their rows after {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s, one opened each {OpenEvery.TotalMilliseconds} ms.");
        if (options.Browsers > 0)
            _browser = await BrowserPage.OpenAsync(_radar.Address);
        await Task.Delay(Settle);
    }

    private static async Task OpenAsync(CircuitPage page)
    {
        await page.OpenAsync();
        await page.Live;
    }

    // Half of them read no more, half read but confirm nothing.
    private void MakeSlow()
    {
        for (var number = 0; number < options.Slow; number++)
        {
            if (number / Paths.Length % 2 == 0)
                _pages[number].Stall();
            else
                _pages[number].FallSilent();
        }
    }

    private async Task<Figures> MeasureAsync(string phase, IReadOnlyList<CircuitPage> reading)
    {
        if (_browser is not null)
            await _browser.CollectAsync(_probes);
        _probes.Clear();
        var (used, changes, received) = (_radar.Used, _shop.Posted, reading.ToDictionary(page => page, page => page.Received));
        var started = Stopwatch.GetTimestamp();
        await Task.Delay(TimeSpan.FromSeconds(options.Seconds));
        if (_traffic.IsFaulted)
            await _traffic;

        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var cpu = (_radar.Used - used).TotalMilliseconds / seconds;
        double BytesOf(string path) => reading.Where(page => page.Path == path).Select(page => (page.Received - received[page]) / seconds).DefaultIfEmpty().Average();
        var bytes = (BytesOf(Paths[0]), BytesOf(Paths[1]));
        if (_browser is not null)
            await _browser.CollectAsync(_probes);
        var latencies = Latencies();
        var rate = (_shop.Posted - changes) / seconds;
        var ended = _pages.Where(page => page.Ended is not null).Select(page => $"{page.Path}: {page.Ended}").Distinct().ToArray();
        log.WriteLine($"{phase}: {cpu:0} ms/s of CPU; ended: {string.Join("; ", ended)}; load of the machine {File.ReadAllText("/proc/loadavg").Trim()}; {await _radar.StatsAsync()}");
        return new Figures(phase, _pages.Count, rate, cpu, await _radar.LiveHeapAsync(), _radar.WorkingSet, bytes, latencies);
    }

    private Dictionary<string, double[]> Latencies() => new()
    {
        ["row changes, overview"] = _probes.Of(Paths[0], ProbeKind.Level),
        ["row comes, overview"] = _probes.Of(Paths[0], ProbeKind.Alert),
        ["row changes, alerts"] = _probes.Of(Paths[1], ProbeKind.Level),
        ["row comes, alerts"] = _probes.Of(Paths[1], ProbeKind.Alert),
        ["row changes, painted by the browser"] = _probes.Of(BrowserPage.Where, ProbeKind.Level),
        ["row comes, painted by the browser"] = _probes.Of(BrowserPage.Where, ProbeKind.Alert),
    };
}
