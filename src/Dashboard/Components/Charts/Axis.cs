namespace RefillRadar.Dashboard.Components.Charts;

/// <summary>Round numbers for axes.</summary>
internal static class Axis
{
    private static readonly TimeSpan[] TimeSteps =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(1), TimeSpan.FromHours(2), TimeSpan.FromHours(3), TimeSpan.FromHours(6), TimeSpan.FromHours(12), TimeSpan.FromDays(1),
    ];

    /// <summary>About <paramref name="count"/> round values from zero, or below it, up to at least <paramref name="max"/>; the first and last are the axis' ends.</summary>
    public static double[] Ticks(double min, double max, int count)
    {
        var low = Math.Min(0, min);
        var high = Math.Max(Math.Max(max, 0), low + 1);
        var step = Step((high - low) / Math.Max(1, count));
        var first = Math.Floor(low / step);
        var last = Math.Ceiling(high / step);
        return [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => (first + i) * step)];
    }

    /// <summary>Times on round steps inside a span, at most <paramref name="count"/>.</summary>
    public static DateTimeOffset[] Times(DateTimeOffset from, DateTimeOffset to, int count)
    {
        var step = TimeSteps.FirstOrDefault(candidate => (to - from) / candidate <= count, TimeSteps[^1]);
        var first = ((from.UtcTicks + step.Ticks - 1) / step.Ticks) * step.Ticks;
        List<DateTimeOffset> times = [];
        for (var ticks = first; ticks <= to.UtcTicks; ticks += step.Ticks)
            times.Add(new DateTimeOffset(ticks, TimeSpan.Zero));

        return [.. times];
    }

    private static double Step(double rough)
    {
        var magnitude = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var fraction = rough / magnitude;
        double nice = fraction <= 1 ? 1 : fraction <= 2 ? 2 : fraction <= 5 ? 5 : 10;
        return nice * magnitude;
    }
}
