using RefillRadar.Grains.Alerts;

namespace RefillRadar.Dashboard.Components.Charts;

/// <summary>A span of time that a chart shows.</summary>
/// <param name="Name">As it stands in the address.</param>
/// <param name="Label">For people.</param>
/// <param name="Length">How long, or at most how long for all.</param>
/// <param name="Bucket">Width of a bar.</param>
internal sealed record ChartRange(string Name, string Label, TimeSpan Length, TimeSpan Bucket)
{
    private const int FewestBars = 14;

    public static IReadOnlyList<ChartRange> All { get; } =
    [
        new("1h", "1 h", TimeSpan.FromHours(1), TimeSpan.FromMinutes(2)),
        new("12h", "12 h", TimeSpan.FromHours(12), TimeSpan.FromMinutes(20)),
        new("24h", "24 h", TimeSpan.FromHours(24), TimeSpan.FromHours(1)),
        new("7d", "7 d", TimeSpan.FromDays(7), TimeSpan.FromHours(6)),
        new("all", "All", TimeSpan.FromDays(90), TimeSpan.FromDays(1)),
    ];

    /// <summary>As far back as alerts are kept.</summary>
    public bool IsAll => Name == "all";

    /// <summary>The range of that name; 24 hours when there is none.</summary>
    public static ChartRange Named(string? name) => All.FirstOrDefault(range => range.Name == name) ?? All[2];

    /// <summary>From and to: whole buckets, the last one holding <paramref name="now"/>.</summary>
    public (DateTimeOffset From, DateTimeOffset To) At(DateTimeOffset now)
    {
        var end = ((now.UtcTicks / Bucket.Ticks) + 1) * Bucket.Ticks;
        var to = new DateTimeOffset(end, TimeSpan.Zero);
        return (to - Length, to);
    }

    /// <summary>What of it is drawn: all that is kept begins with the first alert, and is never narrower than a few bars.</summary>
    public IReadOnlyList<AlertBucket> Shown(IReadOnlyList<AlertBucket> buckets)
    {
        if (!IsAll)
            return buckets;

        var empty = buckets.TakeWhile(bucket => bucket.Low + bucket.Out == 0).Count();
        return [.. buckets.Skip(Math.Min(empty, Math.Max(0, buckets.Count - FewestBars)))];
    }
}
