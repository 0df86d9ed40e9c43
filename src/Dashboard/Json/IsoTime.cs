using System.Globalization;

namespace RefillRadar.Dashboard.Json;

/// <summary>ISO-8601 as the API reads and writes it.</summary>
internal static class IsoTime
{
    /// <summary>UTC with as many decimals of a second as there are.</summary>
    public const string Format = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";

    private const DateTimeStyles Styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    private static readonly string[] Accepted =
    [
        "yyyy-MM-dd",
        "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mmzzz",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz",
    ];

    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    public static bool TryParse(string? text, out DateTimeOffset time)
    {
        // A '+' of an offset that nobody percent-encoded arrives as a space.
        var candidate = text?.Trim().Replace(' ', '+');
        return DateTimeOffset.TryParseExact(candidate, Accepted, CultureInfo.InvariantCulture, Styles, out time);
    }
}
