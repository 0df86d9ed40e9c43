using RefillRadar.Grains.Alerts;

namespace RefillRadar.Dashboard.Components.Charts;

/// <summary>Stacked bars in a box of 1000 × 100 whose origin is at the top left.</summary>
internal sealed record BarGeometry(IReadOnlyList<Bar> Bars, double[] Ticks)
{
    public const double Width = 1000;
    public const double Height = 100;

    public static BarGeometry Of(IReadOnlyList<AlertBucket> buckets)
    {
        double[] ticks = [.. Axis.Ticks(0, Math.Max(4, buckets.Select(bucket => bucket.Low + bucket.Out).DefaultIfEmpty().Max()), 4)];
        var top = ticks[^1];
        var slot = Width / Math.Max(1, buckets.Count);
        var width = slot * 0.72;
        List<Bar> bars = [];
        for (var i = 0; i < buckets.Count; i++)
        {
            var outHeight = buckets[i].Out / top * Height;
            var lowHeight = buckets[i].Low / top * Height;
            bars.Add(new Bar(buckets[i], (i * slot) + ((slot - width) / 2), width, outHeight, lowHeight));
        }

        return new BarGeometry(bars, ticks);
    }
}
