using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RefillRadar.Silo.Adapters.Embedded.Shop;

namespace RefillRadar.Silo.Demo;

/// <summary>
/// Sells and restocks in our own shop database like any application: plain SQL, relative updates, only rows that it made
/// itself. Whatever a person does to those rows stays done.
/// </summary>
internal sealed partial class DemoShop(
    DemoOptions options, ShopDatabase shop, TimeProvider time, ILogger<DemoShop> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly ILogger<DemoShop> _logger = logger;
    private DemoShelf? _shelf;

    /// <summary>Fills the shop and writes the thresholds before anything else looks at them.</summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        if (!shop.Options.IsOwn)
        {
            LogNotOurs(shop.Options.Path);
            return Task.CompletedTask;
        }

        shop.Prepare();
        var catalog = DemoCatalog.Create(options.Products, options.Seed);
        DemoThresholds.WriteIfMissing(options.ThresholdsPath, catalog);
        _shelf = new DemoShelf(shop, catalog);
        _shelf.Fill();
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_shelf is null)
            return;
        using var session = shop.Open();
        using var timer = new PeriodicTimer(Interval, time);
        var simulation = new ShopSimulation(_shelf.Products, options.Seed, options.Speed);
        var last = time.GetTimestamp();
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var now = time.GetTimestamp();
            var span = time.GetElapsedTime(last, now);
            last = now;
            try
            {
                // A laptop that slept is no reason for a thousand sales at once.
                _shelf.Step(session, simulation, span < TimeSpan.FromSeconds(5) ? span : Interval);
            }
            catch (SqliteException exception)
            {
                // Busy or locked, mostly: these customers went home.
                LogStepFailed(exception);
            }
        }
    }
}
