using RefillRadar.Bench.Pages;

namespace RefillRadar.Bench.Hub;

/// <summary>
/// Programs that listen to the hub and do not read, while a shop sells: how much memory they cost at most, and how much of it is given back
/// when they have gone. The program is a process of its own; the clients and the shop share its machine.
/// </summary>
internal sealed class HubBench(HubOptions options, TextWriter log) : IAsyncDisposable
{
    private const double Megabyte = 1 << 20;
    private const int PostBytes = 6 << 20;
    private const int OpenAtOnce = 50;
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);
    private readonly CancellationTokenSource _closing = new();
    private readonly List<DeafClient> _clients = [];
    private RadarUnderTest _radar = null!;
    private ShopTraffic _shop = null!;
    private long _peak;

    public static async Task RunAsync(HubOptions options, TextWriter log, TextWriter report)
    {
        await using var bench = new HubBench(options, log);
        var before = await bench.StartAsync();
        var peak = await bench.ListenAsync();
        await Task.Delay(TimeSpan.FromSeconds(options.After));
        log.WriteLine($"The program wrote at last:\n{bench._radar.Tail}");
        report.WriteLine("| | working set |");
        report.WriteLine("| --- | --: |");
        report.WriteLine($"| {options.Products:N0} products, {options.Alerts:N0} alerts, no client | {before / Megabyte:N0} MB |");
        report.WriteLine($"| {options.Clients:N0} clients that do not read, {options.Posts} posts of 6 MiB, peak | {peak / Megabyte:N0} MB |");
        report.WriteLine($"| {options.After} s after they have gone | {bench._radar.WorkingSet / Megabyte:N0} MB |");
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_clients.Select(client => client.DisposeAsync().AsTask()));
        if (_radar is not null)
            await _radar.DisposeAsync();
        _closing.Dispose();
    }

    private async Task<long> StartAsync()
    {
        _radar = await RadarUnderTest.StartAsync(ShopTraffic.Thresholds(options.Products));
        var pages = new PagesOptions(options.Products, options.Alerts, options.Changes, Pages: 0, Slow: 0, Browsers: 0, options.Seconds);
        _shop = new ShopTraffic(pages, _radar.Http, new Probes());
        await _shop.FillAsync();
        log.WriteLine($"Filled: {await _radar.StatsAsync()}");
        return _radar.WorkingSet;
    }

    /// <summary>The largest working set while the clients are connected.</summary>
    private async Task<long> ListenAsync()
    {
        using var watching = new CancellationTokenSource();
        var watch = WatchAsync(watching.Token);
        var traffic = _shop.RunAsync(_closing.Token);
        await OpenAsync();
        var (from, posted) = (Environment.TickCount64, Task.WhenAll(Enumerable.Range(0, options.Posts).Select(_ => _shop.PostAsync(PostBytes))));
        await Task.Delay(TimeSpan.FromSeconds(options.Seconds));
        await posted;
        log.WriteLine($"{(Environment.TickCount64 - from) / 1000.0:0} s later {_clients.Count(client => client.IsDisconnected)} of {_clients.Count} clients were disconnected; {_shop.Posted:N0} changes.");
        await Task.WhenAll(_clients.Select(client => client.DisposeAsync().AsTask()));
        _clients.Clear();
        await _closing.CancelAsync();
        await traffic.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await watching.CancelAsync();
        await watch.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return _peak;
    }

    private async Task OpenAsync()
    {
        foreach (var part in Enumerable.Range(0, options.Clients).Chunk(OpenAtOnce))
        {
            var opened = part.Select(_ => new DeafClient()).ToArray();
            _clients.AddRange(opened);
            await Task.WhenAll(opened.Select(client => client.ConnectAsync(_radar.Address)));
        }

        log.WriteLine($"{_clients.Count} clients are connected.");
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(LookEvery);
        do
            _peak = Math.Max(_peak, _radar.WorkingSet);
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }
}
