using System.Collections.Immutable;
using Amazon.DynamoDBv2.Model;
using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Silo.Adapters.Aws.Stores;

/// <summary>Rows of the index by firing, counted by the span they fell into. Several threads may add.</summary>
internal sealed class AlertHistogram
{
    /// <summary>Most spans of one histogram.</summary>
    public const int MaxBuckets = 10_000;

    private readonly DateTimeOffset _from;
    private readonly TimeSpan _bucket;
    private readonly int[] _low;
    private readonly int[] _out;

    /// <summary>Spans of <paramref name="bucket"/> from <paramref name="from"/>; throws when there would be too many.</summary>
    public AlertHistogram(DateTimeOffset from, DateTimeOffset to, TimeSpan bucket)
    {
        var count = ((to - from).Ticks - 1) / bucket.Ticks + 1;
        if (count > MaxBuckets)
            throw new ArgumentOutOfRangeException(nameof(bucket), bucket, $"That makes {count} spans; at most {MaxBuckets} are counted.");
        (_from, _bucket, _low, _out) = (from, bucket, new int[count], new int[count]);
    }

    /// <summary>Every span, oldest first.</summary>
    public ImmutableArray<AlertBucket> Buckets =>
        [.. _low.Select((low, span) => new AlertBucket((_from + _bucket * span).ToUniversalTime(), low, _out[span]))];

    /// <summary>Counts rows.</summary>
    public void Add(IEnumerable<Dictionary<string, AttributeValue>> rows)
    {
        foreach (var row in rows)
        {
            var span = (row.GetTime("fired_at") - _from).Ticks / _bucket.Ticks;
            var counts = row.GetText("severity") == AlertItem.Name(AlertSeverity.Out) ? _out : _low;
            Interlocked.Increment(ref counts[span]);
        }
    }
}
