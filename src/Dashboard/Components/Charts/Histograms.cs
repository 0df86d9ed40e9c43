using System.Collections.Concurrent;
using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Board;

namespace RefillRadar.Dashboard.Components.Charts;

/// <summary>Alerts opened over time for every page of this process: counted at most once in a few seconds.</summary>
internal sealed class Histograms(IAlertStore store, TimeProvider time)
{
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(4);
    private readonly ConcurrentDictionary<ChartRange, Remembered<IReadOnlyList<AlertBucket>>> _reads = [];
    private readonly ConcurrentDictionary<ChartRange, IReadOnlyList<AlertBucket>> _last = [];

    /// <summary>Of all buckets of a range. The same list as before when no count has changed.</summary>
    public Task<IReadOnlyList<AlertBucket>> GetAsync(ChartRange range, CancellationToken cancellationToken) =>
        _reads.GetOrAdd(range, _ => new Remembered<IReadOnlyList<AlertBucket>>(Age, time)).GetAsync(() => ReadAsync(range), cancellationToken);

    private async Task<IReadOnlyList<AlertBucket>> ReadAsync(ChartRange range)
    {
        (var from, var to) = range.At(time.GetUtcNow());
        IReadOnlyList<AlertBucket> buckets = await store.HistogramAsync(from, to, range.Bucket, CancellationToken.None);
        return _last.AddOrUpdate(range, buckets, (_, last) => buckets.SequenceEqual(last) ? last : buckets);
    }
}
