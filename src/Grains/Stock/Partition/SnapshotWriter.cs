using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Stock.Levels;
using RefillRadar.Grains.Stock.Order;

namespace RefillRadar.Grains.Stock.Partition;

/// <summary>Writes levels and history behind, and reads the levels back. Once a snapshot is complete, the journal may forget what it holds.</summary>
internal sealed class SnapshotWriter(int partition, PartitionLevels levels, PartitionTenure tenure, PartitionPorts ports)
{
    private const int MaxSamples = 20_000;

    // About 150 MB over all partitions, reached only above 100,000 changes per second. A lower limit would write more levels and history
    // than it saves in the journal.
    private const int MaxJournaled = 200_000;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(50);

    // Long after the last retry of a log that was away for a moment, and well before a stream forgets (24 hours).
    private static readonly TimeSpan StaleLevelsAfter = TimeSpan.FromHours(1);
    private readonly long _restoredAt = ports.Time.GetTimestamp();

    // Partitions take turns.
    private long _writtenAt = ports.Time.GetTimestamp() - (long)(Interval.TotalSeconds * ports.Time.TimestampFrequency * partition / StockPartitions.Count);
    private int _journaled;

    /// <summary>Whether it is time to write.</summary>
    public bool IsDue =>
        ports.Time.GetElapsedTime(_writtenAt) >= Interval || levels.Samples.Count >= MaxSamples || _journaled >= MaxJournaled;

    /// <summary>Counts changes that went to the journal.</summary>
    public void Journaled(int changes) => _journaled += changes;

    /// <summary>Reads the last snapshot.</summary>
    public async Task RestoreAsync(CancellationToken cancellationToken)
    {
        foreach (var chunk in await ports.Levels.LoadAsync(partition, cancellationToken))
        {
            if (ports.Snapshot.RestoreHeader(chunk) is { } header)
                (levels.Records, levels.Logs) = (header.Records, new LogBook(header.Logs));
            else
                ports.Snapshot.Restore(levels.Table, chunk, levels.OpenAlerts);
        }

        levels.Table.TakeDirty();
    }

    /// <summary>
    /// Writes what changed. While changes are still read again, levels stay as they were stored: which changes overtook those that are
    /// read, and which are counted, is known to this activation alone, and the next one reads them all. Only when a log cannot be read for
    /// an hour they are stored all the same, lest its source forgets what came live.
    /// </summary>
    public async Task WriteAsync(bool isStale, CancellationToken cancellationToken)
    {
        (_writtenAt, _journaled) = (ports.Time.GetTimestamp(), 0);
        var now = ports.Time.GetUtcNow();
        levels.Forget(now);
        if (tenure.DirtySince is null && levels.Samples.Count == 0 && !levels.Table.IsDirty)
            return;
        await tenure.ConfirmAsync(cancellationToken);
        await WriteHistoryAsync(cancellationToken);
        if (isStale && ports.Time.GetElapsedTime(_restoredAt) < StaleLevelsAfter)
            return;
        await WriteLevelsAsync(cancellationToken);
        if (isStale)
            return;
        await tenure.CompleteAsync(cancellationToken);
        await ports.Journal.TruncateAsync(partition, now, cancellationToken);
    }

    private async Task WriteLevelsAsync(CancellationToken cancellationToken)
    {
        var dirty = levels.Table.TakeDirty();
        if (dirty.Count == 0)
            return;
        var header = new LevelSnapshot.Header(levels.Records, levels.Logs.Logs);
        try
        {
            await ports.Levels.SaveAsync(
                partition, [.. dirty.Select(chunk => ports.Snapshot.Save(levels.Table, chunk, levels.OpenAlerts)), ports.Snapshot.SaveHeader(header)], cancellationToken);
        }
        catch
        {
            foreach (var chunk in dirty)
                levels.Table.Touch(chunk * LevelTable.ChunkSize);
            throw;
        }
    }

    private async Task WriteHistoryAsync(CancellationToken cancellationToken)
    {
        if (levels.Samples.Count == 0)
            return;
        if (levels.Samples.Count > 2 * MaxSamples)
            levels.Samples.RemoveRange(0, levels.Samples.Count - 2 * MaxSamples);
        await ports.History.AppendAsync(partition, levels.Samples, cancellationToken);
        levels.Samples.Clear();
        for (var index = 0; index < levels.Table.Used; index++)
            levels.Table[index].Set(LevelFlags.Sampled, false);
    }
}
