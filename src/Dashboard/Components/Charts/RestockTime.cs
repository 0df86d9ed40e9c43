using RefillRadar.Grains.Contracts;

namespace RefillRadar.Dashboard.Components.Charts;

/// <summary>How long it took until what was low was restocked.</summary>
/// <param name="Median">The middle one, or the mean of the two middle ones; null when there is none.</param>
/// <param name="Count">Over how many it is taken.</param>
internal sealed record RestockTime(TimeSpan? Median, int Count)
{
    /// <summary>So far back alerts count.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromDays(7);

    /// <summary>Over the alerts that ended by a restock in the window before <paramref name="now"/>; ends of other reasons say nothing of restocks.</summary>
    public static RestockTime Of(IEnumerable<Alert> alerts, DateTimeOffset now)
    {
        TimeSpan[] times =
        [
            .. from alert in alerts
               where alert.ResolvedReason == ResolvedReason.Restocked && alert.ResolvedAt > now - Window && alert.ResolvedAt <= now
               let time = alert.ResolvedAt!.Value - alert.OpenedAt
               where time >= TimeSpan.Zero
               orderby time
               select time,
        ];
        if (times.Length == 0)
            return new RestockTime(null, 0);

        var upper = times[times.Length / 2];
        var median = times.Length % 2 == 1 ? upper : (times[(times.Length / 2) - 1] + upper) / 2;
        return new RestockTime(median, times.Length);
    }
}
