namespace RefillRadar.Dashboard.Csv;

/// <summary>Text that a spreadsheet will not run as a formula: https://owasp.org/www-community/attacks/CSV_Injection</summary>
internal static class SafeCell
{
    /// <summary>The text, with an apostrophe before it when it could be taken for a formula.</summary>
    public static string? Text(string? text) => text is { Length: > 0 } && Starts(text) ? "'" + text : text;

    private static bool Starts(string text)
    {
        if (text[0] is '\t' or '\r' or '\n')
            return true;

        // Some programs trim blanks before they look.
        var trimmed = text.AsSpan().TrimStart();
        return trimmed is ['=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠' or '−' or '﹢' or '﹣' or '﹦' or '﹫', ..];
    }
}
