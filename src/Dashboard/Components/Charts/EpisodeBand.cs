using RefillRadar.Grains.Contracts;

namespace RefillRadar.Dashboard.Components.Charts;

/// <summary>The part of a chart during which a product was low: left end and width in percent of the chart.</summary>
internal sealed record EpisodeBand(Alert Alert, double Left, double Width)
{
    /// <summary>Bands of the alerts that reach into the chart; an open one reaches to <paramref name="now"/>.</summary>
    public static IReadOnlyList<EpisodeBand> Of(IEnumerable<Alert> alerts, DateTimeOffset from, DateTimeOffset to, DateTimeOffset now)
    {
        List<EpisodeBand> bands = [];
        foreach (var alert in alerts)
        {
            var left = Share(alert.OpenedAt, from, to);
            var right = Share(alert.ResolvedAt ?? now, from, to);
            if (alert.OpenedAt < to && (alert.ResolvedAt ?? now) > from)
                bands.Add(new EpisodeBand(alert, left, right - left));
        }

        return bands;
    }

    private static double Share(DateTimeOffset at, DateTimeOffset from, DateTimeOffset to) =>
        Math.Clamp((at - from) / (to - from), 0, 1) * 100;
}
