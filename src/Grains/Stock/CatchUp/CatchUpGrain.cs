using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Stock.Intake;
using RefillRadar.Grains.Stock.Order;
using RefillRadar.Grains.Stock.Partition;

namespace RefillRadar.Grains.Stock.CatchUp;

/// <summary>One pass over the log serves all partitions that asked meanwhile; a pass that fails is tried again.</summary>
[GrainType("catch-up")]
internal sealed partial class CatchUpGrain(IChangeLog log, ILogger<CatchUpGrain> logger) : Grain, ICatchUpGrain
{
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);
    private readonly Dictionary<int, DateTimeOffset> _requests = [];
    private IGrainTimer? _timer;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _timer = this.RegisterGrainTimer(RunAsync, new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan) { KeepAlive = true });
        return Task.CompletedTask;
    }

    public Task Request(int partition, DateTimeOffset since)
    {
        if (!_requests.TryGetValue(partition, out var known) || since < known)
            _requests[partition] = since;
        _timer?.Change(Gather, Timeout.InfiniteTimeSpan);
        return Task.CompletedTask;
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        var requests = _requests.ToArray();
        _requests.Clear();
        if (requests.Length == 0)
            return;
        try
        {
            var since = requests.Min(request => request.Value);
            var partitions = requests.Select(request => request.Key).ToHashSet();
            long read = 0;
            await foreach (var changes in log.ReadAsync(since, cancellationToken))
            {
                read += changes.Length;
                await ApplyAsync(changes, partitions, cancellationToken);
            }

            foreach (var partition in partitions)
                await GrainFactory.GetGrain<IStockPartitionGrain>(partition).CaughtUp();
            LogCaughtUp(logger, partitions.Count, since, read);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(logger, exception, RetryAfter);
            foreach (var (partition, since) in requests)
                _requests.TryAdd(partition, since);
            _timer?.Change(RetryAfter, Timeout.InfiniteTimeSpan);
        }
    }

    private async Task ApplyAsync(ImmutableArray<StockChange> changes, HashSet<int> partitions, CancellationToken cancellationToken)
    {
        var applying = changes
            .GroupBy(change => StockPartitions.Of(change.Key))
            .Where(group => partitions.Contains(group.Key))
            .Select(group => GrainFactory.GetGrain<IStockPartitionGrain>(group.Key)
                .Apply(new StockBatch(group.ToArray(), IsCatchUp: true), cancellationToken));
        foreach (var result in await Task.WhenAll(applying))
        {
            if (!result.Failed.IsEmpty)
                throw new InvalidOperationException($"{result.Failed.Length} changes could not be decided.");
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Caught up {Partitions} partitions with {Changes} changes since {Since}")]
    private static partial void LogCaughtUp(ILogger logger, int partitions, DateTimeOffset since, long changes);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Reading the change log again failed; next try in {Delay}")]
    private static partial void LogFailed(ILogger logger, Exception exception, TimeSpan delay);
}
