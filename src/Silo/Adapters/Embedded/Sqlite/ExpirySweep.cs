using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace RefillRadar.Silo.Adapters.Embedded.Sqlite;

/// <summary>Removes expired rows every ten minutes, a few at a time so that no writer waits long.</summary>
internal sealed partial class ExpirySweep(
    IEnumerable<IExpiring> stores, TimeProvider time, ILogger<ExpirySweep> logger) : BackgroundService
{
    private const int Step = 500;

    private readonly ILogger<ExpirySweep> _logger = logger;

    /// <summary>Removes everything that has expired.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        foreach (var store in stores)
        {
            while (await store.PurgeAsync(Step, cancellationToken) > 0)
                cancellationToken.ThrowIfCancellationRequested();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(10), time);
        do
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
