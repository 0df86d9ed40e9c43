using RefillRadar.Grains.Alerts;

namespace RefillRadar.Dashboard.Components.Charts;

/// <summary>Alerts opened over time for every page of this process: counted at most once in a few seconds.</summary>
internal sealed class Histograms(IAlertStore store, TimeProvider time)
{
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(4);
    private readonly Lock _lock = new();
    private readonly Dictionary<ChartRange, (Task<IReadOnlyList<AlertBucket>> Read, DateTimeOffset At)> _reads = [];

    /// <summary>Of all buckets of a range. The same list as before when no count has changed.</summary>
    public Task<IReadOnlyList<AlertBucket>> GetAsync(ChartRange range, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            DateTimeOffset now = time.GetUtcNow();
            (Task<IReadOnlyList<AlertBucket>>? read, DateTimeOffset at) = _reads.GetValueOrDefault(range);
            if (read is null || (read.IsCompleted && (!read.IsCompletedSuccessfully || now - at > Age)))
            {
                Task<IReadOnlyList<AlertBucket>>? last = read;
                read = Task.Run(() => ReadAsync(now, range, last), CancellationToken.None);
                _reads[range] = (read, now);
            }

            return read.WaitAsync(cancellationToken);
        }
    }

    private async Task<IReadOnlyList<AlertBucket>> ReadAsync(
        DateTimeOffset now, ChartRange range, Task<IReadOnlyList<AlertBucket>>? last)
    {
        (DateTimeOffset from, DateTimeOffset to) = range.At(now);
        IReadOnlyList<AlertBucket> buckets = await store.HistogramAsync(from, to, range.Bucket, CancellationToken.None);
        return last is { IsCompletedSuccessfully: true } && buckets.SequenceEqual(await last) ? await last : buckets;
    }
}
