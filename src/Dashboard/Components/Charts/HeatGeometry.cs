using RefillRadar.Grains.Alerts;

namespace RefillRadar.Dashboard.Components.Charts;

/// <summary>Alerts opened in a row of spans, as shades and as numbers.</summary>
/// <param name="Cells">One for each span.</param>
/// <param name="Hours">The same by the hour, for those who cannot see shades.</param>
/// <param name="Total">How many opened in all.</param>
internal sealed record HeatGeometry(IReadOnlyList<HeatCell> Cells, IReadOnlyList<AlertBucket> Hours, int Total)
{
    public const int Hottest = 4;

    public static readonly TimeSpan Bucket = TimeSpan.FromMinutes(15);

    public static readonly ChartRange Range = new("heat", "24 h", TimeSpan.FromHours(24), Bucket);

    /// <summary>The busiest span; null when nothing opened.</summary>
    public AlertBucket? Peak => Total == 0 ? null : Cells.Select(cell => cell.Bucket).MaxBy(Count);

    /// <summary>The shade is the share of the busiest span; few alerts stay pale, so that a quiet day does not glow.</summary>
    public static HeatGeometry Of(IReadOnlyList<AlertBucket> buckets)
    {
        var most = Math.Max(Hottest, buckets.Select(Count).DefaultIfEmpty().Max());
        HeatCell[] cells = [.. buckets.Select(bucket => new HeatCell(bucket, (int)Math.Ceiling((double)Count(bucket) * Hottest / most)))];
        AlertBucket[] hours =
        [
            .. buckets.GroupBy(bucket => bucket.From.UtcTicks / TimeSpan.TicksPerHour)
                .Select(hour => new AlertBucket(hour.First().From, hour.Sum(bucket => bucket.Low), hour.Sum(bucket => bucket.Out))),
        ];
        return new HeatGeometry(cells, hours, buckets.Sum(Count));
    }

    private static int Count(AlertBucket bucket) => bucket.Low + bucket.Out;
}
