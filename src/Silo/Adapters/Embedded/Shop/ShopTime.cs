using System.Globalization;

namespace RefillRadar.Silo.Adapters.Embedded.Shop;

/// <summary>Times as the triggers write them: ISO-8601, UTC, milliseconds; so they sort as text.</summary>
internal static class ShopTime
{
    private const string Layout = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public static string Format(DateTimeOffset time) => time.UtcDateTime.ToString(Layout, CultureInfo.InvariantCulture);

    public static DateTimeOffset Parse(string text) => DateTimeOffset.ParseExact(
        text, Layout, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
