using Orleans;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Stock.Partition;
using RefillRadar.Grains.Stock.Sweep;

namespace RefillRadar.Silo.Hosting;

/// <summary>
/// Every silo pokes the one sweep each 15 s, so that it lives somewhere. The first thing it does is to wake all partitions,
/// so that what a dead process left undone is taken up at once and not when somebody asks.
/// </summary>
internal sealed partial class SweepPoker(IGrainFactory grains, TimeProvider time, ILogger<SweepPoker> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                await Task.WhenAll(Enumerable.Range(0, StockPartitions.Count)
                    .Select(partition => grains.GetGrain<IStockPartitionGrain>(partition).Stats()));
                await grains.GetGrain<ISweepGrain>(0).Poke();
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(logger, exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The sweep could not be poked; next try in 15 s")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
