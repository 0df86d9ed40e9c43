using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Stock.Intake;

namespace RefillRadar.Grains.Stock.CatchUp;

/// <summary>One pass over the logs serves all partitions that asked meanwhile. A partition whose pass fails gets another one, without keeping the others from theirs.</summary>
[GrainType("catch-up"), KeepAlive]
internal sealed partial class CatchUpGrain(
    IEnumerable<IChangeLog> logs, IAlertStore alerts, ILogger<CatchUpGrain> logger) : Grain, ICatchUpGrain
{
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);
    private readonly Dictionary<int, CatchUpRequest> _requests = [];
    private IGrainTimer _timer = null!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _timer = this.RegisterGrainTimer(RunAsync, new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan) { KeepAlive = true });
        return Task.CompletedTask;
    }

    public Task Request(int partition, DateTimeOffset since, long epoch)
    {
        Keep(partition, new CatchUpRequest(since, epoch));
        _timer.Change(Gather, Timeout.InfiniteTimeSpan);
        return Task.CompletedTask;
    }

    private void Keep(int partition, CatchUpRequest request) =>
        _requests[partition] = _requests.TryGetValue(partition, out var known) ? known.With(request) : request;

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        var requests = _requests.ToDictionary();
        _requests.Clear();
        if (requests.Count == 0)
            return;
        var failed = requests.Keys.ToHashSet();
        try
        {
            failed = await ReadAsync(requests, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(logger, exception, RetryAfter);
        }

        foreach (var partition in failed)
            Keep(partition, requests[partition]);
        if (_requests.Count > 0)
            _timer.Change(failed.Count > 0 ? RetryAfter : Gather, Timeout.InfiniteTimeSpan);
    }

    // Returns the partitions that have to be read for once more.
    private async Task<HashSet<int>> ReadAsync(Dictionary<int, CatchUpRequest> requests, CancellationToken cancellationToken)
    {
        var failed = new HashSet<int>();
        var since = requests.Values.Min(request => request.Since);
        long read = 0;
        await foreach (var changes in LogMerge.ReadAsync(logs, since, cancellationToken))
        {
            read += changes.Changes.Length;
            var applying = changes.Changes
                .GroupBy(change => StockPartitions.Of(change.Key))
                .Where(group => requests.ContainsKey(group.Key) && !failed.Contains(group.Key))
                .Select(async group => (Partition: group.Key, Done: await TryApplyAsync(group.Key, changes, [.. group], cancellationToken)));
            failed.UnionWith((await Task.WhenAll(applying)).Where(part => !part.Done).Select(part => part.Partition));
        }

        var open = await OpenAlerts.ByPartitionAsync(alerts, cancellationToken);
        var told = requests.Where(request => !failed.Contains(request.Key))
            .Select(request => GrainFactory.GetGrain<ICatchUpTarget>(request.Key).CaughtUp(request.Value.Epoch, [.. open[request.Key]]));
        await Task.WhenAll(told);
        LogCaughtUp(logger, requests.Count - failed.Count, since, read);
        return failed;
    }

    private async Task<bool> TryApplyAsync(
        int partition, LoggedChanges logged, Order.StockChange[] changes, CancellationToken cancellationToken)
    {
        try
        {
            var batch = new StockBatch(changes) { IsCatchUp = true, IsLogged = true, TakenAt = logged.TakenAt, Id = logged.Batch };
            var result = await GrainFactory.GetGrain<ICatchUpTarget>(partition).Apply(batch).WaitAsync(cancellationToken);
            if (!result.Failed.IsEmpty)
                LogUndecided(logger, result.Failed.Length, partition, RetryAfter);
            return result.Failed.IsEmpty;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogNotApplied(logger, exception, partition, RetryAfter);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Caught up {Partitions} partitions with {Changes} changes since {Since}")]
    private static partial void LogCaughtUp(ILogger logger, int partitions, DateTimeOffset since, long changes);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not read the change logs again; retrying in {Delay}")]
    private static partial void LogFailed(ILogger logger, Exception exception, TimeSpan delay);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Changes} changes read again could not be decided in partition {Partition}; retrying in {Delay}")]
    private static partial void LogUndecided(ILogger logger, int changes, int partition, TimeSpan delay);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Partition {Partition} did not take the changes that were read again; retrying in {Delay}")]
    private static partial void LogNotApplied(ILogger logger, Exception exception, int partition, TimeSpan delay);
}
