using System.Collections.Immutable;
using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Stock.CatchUp;
using RefillRadar.Grains.Stock.Levels;

namespace RefillRadar.Tests.Cluster.Recovery;

/// <summary>Alerts whose writes go through the disk.</summary>
internal sealed class DiskAlerts(Disk disk, IAlertStore inner) : IAlertStore
{
    public Task<bool> PutAsync(AlertRow row, CancellationToken cancellationToken) => disk.WriteAsync(() => inner.PutAsync(row, cancellationToken));

    public Task RemoveAsync(string id, long revision, CancellationToken cancellationToken) =>
        disk.WriteAsync(() => inner.RemoveAsync(id, revision, cancellationToken));

    public Task<AlertRow?> GetAsync(string id, CancellationToken cancellationToken) => inner.GetAsync(id, cancellationToken);

    public Task<AlertPage> ListAsync(AlertQuery query, CancellationToken cancellationToken)
    {
        disk.Read();
        return inner.ListAsync(query, cancellationToken);
    }

    public Task<ImmutableArray<string>> DueAsync(DateTimeOffset until, int limit, CancellationToken cancellationToken)
    {
        disk.Read();
        return inner.DueAsync(until, limit, cancellationToken);
    }

    public Task<AlertCounts> CountAsync(DateTimeOffset since, CancellationToken cancellationToken) => inner.CountAsync(since, cancellationToken);

    public Task<ImmutableArray<AlertBucket>> HistogramAsync(
        DateTimeOffset from, DateTimeOffset to, TimeSpan bucket, CancellationToken cancellationToken) =>
        inner.HistogramAsync(from, to, bucket, cancellationToken);
}

/// <summary>Snapshots whose writes go through the disk.</summary>
internal sealed class DiskLevels(Disk disk, ILevelStore inner) : ILevelStore
{
    public Task SaveAsync(int partition, IReadOnlyList<LevelChunk> chunks, CancellationToken cancellationToken) =>
        disk.WriteAsync(() => inner.SaveAsync(partition, chunks, cancellationToken));

    public Task<ImmutableArray<LevelChunk>> LoadAsync(int partition, CancellationToken cancellationToken)
    {
        disk.Read();
        return inner.LoadAsync(partition, cancellationToken);
    }
}

/// <summary>A history whose writes go through the disk.</summary>
internal sealed class DiskHistory(Disk disk, ILevelHistory inner) : ILevelHistory
{
    public Task AppendAsync(int partition, IReadOnlyList<LevelSample> samples, CancellationToken cancellationToken) =>
        disk.WriteAsync(() => inner.AppendAsync(partition, samples, cancellationToken));

    public Task<ImmutableArray<LevelSample>> ReadAsync(
        int partition, string key, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        inner.ReadAsync(partition, key, from, to, cancellationToken);
}

/// <summary>A journal whose writes go through the disk.</summary>
internal sealed class DiskJournal(Disk disk, IJournal inner) : IJournal
{
    public Task AppendAsync(int partition, IReadOnlyList<JournalEntry> entries, CancellationToken cancellationToken) =>
        disk.WriteAsync(() => inner.AppendAsync(partition, entries, cancellationToken));

    public Task TruncateAsync(int partition, DateTimeOffset before, CancellationToken cancellationToken) =>
        disk.WriteAsync(() => inner.TruncateAsync(partition, before, cancellationToken));

    public IAsyncEnumerable<LoggedChanges> ReadAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        disk.Read();
        return inner.ReadAsync(since, cancellationToken);
    }
}
