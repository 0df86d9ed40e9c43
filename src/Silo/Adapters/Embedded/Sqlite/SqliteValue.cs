using System.Globalization;
using Microsoft.Data.Sqlite;

namespace RefillRadar.Silo.Adapters.Embedded.Sqlite;

/// <summary>How values are kept in SQLite columns and read back exactly.</summary>
internal static class SqliteValue
{
    /// <summary>An integer where the number is whole and fits, its digits as text otherwise: SQLite's own reals would round it.</summary>
    public static object OfDecimal(decimal value) =>
        decimal.IsInteger(value) && value is >= long.MinValue and <= long.MaxValue
            ? (long)value
            : value.ToString(CultureInfo.InvariantCulture);

    /// <summary>The number that <see cref="OfDecimal"/> kept.</summary>
    public static decimal GetExactDecimal(this SqliteDataReader reader, int column) => reader.GetValue(column) switch
    {
        long whole => whole,
        string digits => decimal.Parse(digits, NumberStyles.Number, CultureInfo.InvariantCulture),
        var other => Convert.ToDecimal(other, CultureInfo.InvariantCulture),
    };

    /// <summary>A product id as an integer where it is written the only way an integer is, as text otherwise.</summary>
    public static object OfProductId(string id) =>
        long.TryParse(id, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && string.Equals(number.ToString(CultureInfo.InvariantCulture), id, StringComparison.Ordinal)
            ? number
            : id;

    /// <summary>UTC ticks, or null.</summary>
    public static object? OfTime(DateTimeOffset? time) => time?.UtcTicks;

    /// <summary>The time that <see cref="OfTime"/> kept.</summary>
    public static DateTimeOffset? GetTime(this SqliteDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : new DateTimeOffset(reader.GetInt64(column), TimeSpan.Zero);

    /// <summary>Text, or null.</summary>
    public static string? GetText(this SqliteDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetString(column);

    /// <summary>An identifier in double quotes, whatever it holds.</summary>
    public static string Quote(string identifier) =>
        $"\"{identifier.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
