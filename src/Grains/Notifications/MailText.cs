using System.Globalization;
using System.Text;

namespace RefillRadar.Grains.Notifications;

/// <summary>Makes text from the database fit for mail, whatever it holds.</summary>
internal static class MailText
{
    /// <summary>Longest subject: SNS takes less than 100 characters.</summary>
    public const int MaxSubject = 99;

    // Its best-fit table takes Latin letters with accents to the plain ones; works without ICU.
    private static readonly Encoding Plain = CodePagesEncodingProvider.Instance.GetEncoding(1251)!;

    /// <summary>Printable ASCII on one line: accents are dropped, what has no ASCII form becomes a question mark, runs of either one.</summary>
    public static string Ascii(string text, int most)
    {
        var ascii = new StringBuilder(Math.Min(text.Length, most));
        foreach (var unit in text)
        {
            if (ascii.Length == most)
                break;
            if (CharUnicodeInfo.GetUnicodeCategory(unit) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format)
                continue;
            var shown = ShownAs(unit);
            if (shown is ' ' or '?' && ascii.Length > 0 && ascii[^1] == shown)
                continue;
            ascii.Append(shown);
        }

        return ascii.ToString().Trim();
    }

    /// <summary>One line of any script: control characters, line breaks among them, become spaces.</summary>
    public static string OneLine(string text, int most)
    {
        var cut = text.Length > most ? string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[most - 1]) ? most - 1 : most), "…") : text;
        return string.Create(cut.Length, cut, (line, source) =>
        {
            for (var index = 0; index < line.Length; index++)
                line[index] = char.IsControl(source[index]) || source[index] is '\u2028' or '\u2029' ? ' ' : source[index];
        });
    }

    private static char ShownAs(char unit)
    {
        if (unit is >= ' ' and <= '~')
            return unit;
        if (char.IsWhiteSpace(unit) || char.IsControl(unit))
            return ' ';
        Span<byte> plain = stackalloc byte[4];
        return Plain.GetBytes([unit], plain) == 1 && plain[0] is >= (byte)'!' and <= (byte)'~' ? (char)plain[0] : '?';
    }
}
