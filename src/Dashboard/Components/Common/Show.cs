using System.Globalization;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Health;

namespace RefillRadar.Dashboard.Components.Common;

/// <summary>Values as people read them.</summary>
internal static class Show
{
    public static readonly DateTimeOffset Forever = new(9999, 12, 31, 0, 0, 0, TimeSpan.Zero);

    public static string Number(decimal? value) => value?.ToString("#,0.###", CultureInfo.InvariantCulture) ?? "–";

    public static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <inheritdoc cref="HealthWords.Count"/>
    public static string Count(long value, string one) => HealthWords.Count(value, one);

    public static string Rate(double? perDay) => perDay?.ToString("#,0.#", CultureInfo.InvariantCulture) ?? "–";

    public static string Days(double? days)
    {
        return days switch
        {
            null => "–",
            < 1 => string.Create(CultureInfo.InvariantCulture, $"{days.Value * 24:0} h"),
            < 10 => string.Create(CultureInfo.InvariantCulture, $"{days.Value:0.0} d"),
            > 999 => "> 999 d",
            _ => string.Create(CultureInfo.InvariantCulture, $"{days.Value:0} d"),
        };
    }

    public static string Lag(double seconds)
    {
        return seconds switch
        {
            < 1 => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, seconds) * 1000:0} ms"),
            < 60 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s"),
            _ => Span(TimeSpan.FromSeconds(Math.Min(seconds, 1e8))),
        };
    }

    /// <inheritdoc cref="HealthWords.Span"/>
    public static string Span(TimeSpan span) => HealthWords.Span(span);

    public static string Size(int bytes) =>
        bytes < 1024 ? $"{bytes} B" : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.#} KB");

    public static string ProductLink(string key) => "/products/" + Uri.EscapeDataString(key);

    public static string ProductLink(Alert alert) => ProductLink(StockKey.Of(alert.ProductId, alert.Warehouse));

    public static string AlertLink(string id) => "/alerts/" + Uri.EscapeDataString(id);

    public static string Words(Enum value)
    {
        var name = value.ToString();
        return string.Concat(name.Select((letter, i) => i > 0 && char.IsUpper(letter) ? " " + char.ToLowerInvariant(letter) : letter.ToString()));
    }

    public static string Token(Enum value) => value.ToString().ToLowerInvariant();

    public static bool IsOpen(AlertStatus status) => status != AlertStatus.Resolved;

    /// <summary>How full, 0 to 100, of a bar whose end is twice the recovery threshold.</summary>
    public static double Fill(decimal quantity, decimal threshold, decimal recovery)
    {
        var full = Math.Max(1, Math.Max(threshold, recovery)) * 2;
        return (double)Math.Clamp(Math.Max(0, quantity) / full * 100, 0, 100);
    }
}
