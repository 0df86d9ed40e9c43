using Microsoft.Extensions.Logging;
using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Stock.Intake;
using RefillRadar.Grains.Stock.Order;

namespace RefillRadar.Grains.Stock.CatchUp;

/// <summary>One pass over all change logs, for every partition that asked. A partition that fails keeps no other from its changes.</summary>
/// <param name="logs">The logs.</param>
/// <param name="alerts">Says which alerts are open.</param>
/// <param name="partitions">A partition by its number.</param>
/// <param name="logger">The log of the process.</param>
internal sealed partial class CatchUpPass(
    IEnumerable<IChangeLog> logs, IAlertStore alerts, Func<int, ICatchUpTarget> partitions, ILogger logger)
{
    /// <summary>Reads the logs and tells the partitions when they have everything. Returns those that need another pass.</summary>
    public async Task<IReadOnlySet<int>> RunAsync(IReadOnlyDictionary<int, CatchUpRequest> requests, CancellationToken cancellationToken)
    {
        // The earliest of all; nothing is read when nobody misses anything.
        var failed = requests.Values.Min(request => request.Since) is { } since ? await ReadAsync(requests, since, cancellationToken) : [];
        var open = await OpenAlerts.ByPartitionAsync(alerts, cancellationToken);
        await Task.WhenAll(requests.Where(request => !failed.Contains(request.Key))
            .Select(request => partitions(request.Key).CaughtUp(request.Value.Epoch, [.. open[request.Key]])));
        return failed;
    }

    private async Task<HashSet<int>> ReadAsync(
        IReadOnlyDictionary<int, CatchUpRequest> requests, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var failed = new HashSet<int>();
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

        LogRead(logger, requests.Count - failed.Count, since, read);
        return failed;
    }

    private async Task<bool> TryApplyAsync(int partition, LoggedChanges logged, StockChange[] changes, CancellationToken cancellationToken)
    {
        try
        {
            var batch = new StockBatch(changes) { IsCatchUp = true, IsLogged = true, TakenAt = logged.TakenAt, Id = logged.Batch };
            var result = await partitions(partition).Apply(batch).WaitAsync(cancellationToken);
            if (!result.Failed.IsEmpty)
                LogUndecided(logger, result.Failed.Length, partition);
            return result.Failed.IsEmpty;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogNotApplied(logger, exception, partition);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Caught up {Partitions} partitions with {Changes} changes since {Since}")]
    private static partial void LogRead(ILogger logger, int partitions, DateTimeOffset since, long changes);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Changes} changes read again could not be decided in partition {Partition}; they will be read once more")]
    private static partial void LogUndecided(ILogger logger, int changes, int partition);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Partition {Partition} did not take the changes that were read again; they will be read once more")]
    private static partial void LogNotApplied(ILogger logger, Exception exception, int partition);
}
