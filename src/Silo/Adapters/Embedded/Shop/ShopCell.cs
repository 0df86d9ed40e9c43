using System.Globalization;

namespace RefillRadar.Silo.Adapters.Embedded.Shop;

/// <summary>A cell of an SQLite row as text.</summary>
internal static class ShopCell
{
    /// <summary>Numbers as their digits, bytes as DMS writes them (<c>0x…</c>), cut at <paramref name="max"/> characters.</summary>
    public static string Text(object cell, int max)
    {
        var text = cell switch
        {
            string value => value,
            byte[] bytes => "0x" + Convert.ToHexStringLower(bytes.AsSpan(0, Math.Min(bytes.Length, max))),
            double real => real.ToString("R", CultureInfo.InvariantCulture),
            _ => Convert.ToString(cell, CultureInfo.InvariantCulture)!,
        };
        return text.Length <= max ? text : text[..(char.IsHighSurrogate(text[max - 1]) ? max - 1 : max)];
    }
}
