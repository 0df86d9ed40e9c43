using System.Globalization;
using System.Text;

namespace RefillRadar.Grains.Notifications;

/// <summary>Makes text from the database fit for mail, whatever it holds.</summary>
internal static class MailText
{
    /// <summary>Longest subject: SNS takes less than 100 characters.</summary>
    public const int MaxSubject = 99;

    /// <summary>Printable ASCII on one line: accents are dropped, what has no ASCII form becomes a question mark, runs of either one.</summary>
    public static string Ascii(string text, int most)
    {
        var ascii = new StringBuilder(Math.Min(text.Length, most));
        foreach (var unit in Decompose(text))
        {
            if (ascii.Length == most)
                break;
            if (CharUnicodeInfo.GetUnicodeCategory(unit) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format)
                continue;
            var shown = unit is >= ' ' and <= '~' ? unit : char.IsWhiteSpace(unit) || char.IsControl(unit) ? ' ' : '?';
            if (ascii.Length > 0 && shown is ' ' or '?' && ascii.Length > 0 && ascii[^1] == shown)
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

    // Lone surrogates cannot be decomposed.
    private static string Decompose(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormD);
        }
        catch (ArgumentException)
        {
            return text;
        }
    }
}
