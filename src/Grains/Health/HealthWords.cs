using System.Globalization;

namespace RefillRadar.Grains.Health;

/// <summary>Numbers and spans as people read them.</summary>
public static class HealthWords
{
    /// <summary>A number and what it counts: 1 record, 1,200 records.</summary>
    public static string Count(long value, string one) => $"{value.ToString("N0", CultureInfo.InvariantCulture)} {one}{(value == 1 ? "" : "s")}";

    /// <summary>A span in its largest unit: 20 min.</summary>
    public static string Span(TimeSpan span) => span switch
    {
        { TotalSeconds: < 60 } => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, span.TotalSeconds):0} s"),
        { TotalMinutes: < 60 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalMinutes:0} min"),
        { TotalHours: < 48 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalHours:0.#} h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{span.TotalDays:0.#} d"),
    };

    /// <summary>A foreign text as the end of a sentence.</summary>
    public static string Sentence(string? text) => text is null or "" ? "no reason given." : text[^1] is '.' or '!' or '?' ? text : text + ".";

    /// <summary>Bytes as people read them: 1.4 GB.</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        >= 1 << 30 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1 << 30):0.#} GB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1 << 20):0} MB"),
    };
}
