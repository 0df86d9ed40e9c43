using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Stock.Partition;

namespace RefillRadar.Grains.Stock.Sweep;

/// <summary>
/// Holds, snoozes, repeats and owed notices survive the death of a silo because of this: rows carry when they are due.
/// The first sweep looks ahead, so that notices a dead process held in memory are offered at once and not when they would be due.
/// </summary>
[GrainType("sweep"), KeepAlive]
internal sealed partial class SweepGrain(IAlertStore alerts, TimeProvider time, ILogger<SweepGrain> logger) : Grain, ISweepGrain
{
    private const int PageSize = 1000;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(10);
    private DateTimeOffset _sweptAt = DateTimeOffset.MinValue;
    private bool _lookAhead = true;
    private IGrainTimer? _timer;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _timer = this.RegisterGrainTimer(Poke, new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));
        return Task.CompletedTask;
    }

    public async Task Poke()
    {
        var now = time.GetUtcNow();
        if (now - _sweptAt < Interval && !_lookAhead)
            return;
        _sweptAt = now;
        var until = _lookAhead ? now + Ahead : now;
        var woken = await SweepAsync(until);
        _lookAhead = false;
        if (woken > 0)
            LogSwept(logger, woken, until);
    }

    // A moment later, so that everybody who asks at once is served by one sweep.
    public Task LookAhead()
    {
        _lookAhead = true;
        _timer?.Change(TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        return Task.CompletedTask;
    }

    // One page a sweep unless it is full: a product that cannot be woken must not keep the others from their turn.
    private async Task<int> SweepAsync(DateTimeOffset until)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var limit = PageSize; ; limit *= 4)
        {
            var keys = await alerts.DueAsync(until, limit, CancellationToken.None);
            var fresh = keys.Where(seen.Add).GroupBy(StockPartitions.Of).ToArray();
            await Task.WhenAll(fresh.Select(WakeAsync));
            if (keys.Length < limit)
                return seen.Count;
        }
    }

    private async Task WakeAsync(IGrouping<int, string> keys)
    {
        try
        {
            await GrainFactory.GetGrain<IStockPartitionGrain>(keys.Key).Wake([.. keys], CancellationToken.None);
        }
        catch (Exception exception)
        {
            LogUnwoken(logger, exception, keys.Key);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Woke {Products} products due until {Until}")]
    private static partial void LogSwept(ILogger logger, int products, DateTimeOffset until);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Products of partition {Partition} could not be woken; the next sweep tries again")]
    private static partial void LogUnwoken(ILogger logger, Exception exception, int partition);
}
