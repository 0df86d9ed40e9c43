using System.Globalization;

namespace RefillRadar.Dashboard.Components.Common;

/// <summary>Times as distance from now; <c>js/radar.js</c> does the same in the browser.</summary>
internal static class RelativeTime
{
    public static string Text(DateTimeOffset at, DateTimeOffset now)
    {
        var distance = now - at;
        var span = Span(distance.Duration());
        return span.Length == 0 ? "just now" : distance < TimeSpan.Zero ? "in " + span : span + " ago";
    }

    private static string Span(TimeSpan span)
    {
        return span switch
        {
            { TotalSeconds: < 5 } => "",
            { TotalSeconds: < 60 } => Unit(span.TotalSeconds, "s"),
            { TotalMinutes: < 60 } => Unit(span.TotalMinutes, "min"),
            { TotalHours: < 48 } => Unit(span.TotalHours, "h"),
            _ => Unit(span.TotalDays, "d"),
        };
    }

    private static string Unit(double value, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(value):0} {unit}");
}
