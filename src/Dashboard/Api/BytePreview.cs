using System.Globalization;
using System.Text;

namespace RefillRadar.Dashboard.Api;

/// <summary>Bytes as something a person can look at.</summary>
internal static class BytePreview
{
    public const int MaxChars = 2_000;

    /// <summary>UTF-8 text, cut; control and format characters other than line breaks and tabs replaced by '·'.</summary>
    public static string Text(ReadOnlySpan<byte> bytes, int maxChars = MaxChars)
    {
        var text = Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, maxChars * 4)]);
        var printable = new StringBuilder(Math.Min(text.Length, maxChars));
        foreach (var rune in text.EnumerateRunes())
        {
            if (printable.Length >= maxChars)
                return printable.Append('…').ToString();

            printable.Append(Printable(rune) ? rune.ToString() : "·");
        }

        return printable.ToString();
    }

    private static bool Printable(Rune rune)
    {
        if (rune.Value is '\n' or '\t')
            return true;

        return Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned) && rune != Rune.ReplacementChar;
    }
}
