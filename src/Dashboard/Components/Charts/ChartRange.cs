namespace RefillRadar.Dashboard.Components.Charts;

/// <summary>A span of time that a chart shows.</summary>
/// <param name="Name">As it stands in the address.</param>
/// <param name="Label">For people.</param>
/// <param name="Length">How long.</param>
/// <param name="Bucket">Width of a bar.</param>
internal sealed record ChartRange(string Name, string Label, TimeSpan Length, TimeSpan Bucket)
{
    public static IReadOnlyList<ChartRange> All { get; } =
    [
        new("1h", "1 h", TimeSpan.FromHours(1), TimeSpan.FromMinutes(2)),
        new("12h", "12 h", TimeSpan.FromHours(12), TimeSpan.FromMinutes(20)),
        new("24h", "24 h", TimeSpan.FromHours(24), TimeSpan.FromHours(1)),
        new("7d", "7 d", TimeSpan.FromDays(7), TimeSpan.FromHours(6)),
    ];

    /// <summary>The range of that name; 24 hours when there is none.</summary>
    public static ChartRange Named(string? name)
    {
        return All.FirstOrDefault(range => range.Name == name) ?? All[2];
    }

    /// <summary>From and to: whole buckets, the last one holding <paramref name="now"/>.</summary>
    public (DateTimeOffset From, DateTimeOffset To) At(DateTimeOffset now)
    {
        long end = ((now.UtcTicks / Bucket.Ticks) + 1) * Bucket.Ticks;
        var to = new DateTimeOffset(end, TimeSpan.Zero);
        return (to - Length, to);
    }
}
