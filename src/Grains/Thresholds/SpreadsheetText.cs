using System.Globalization;
using System.Text.RegularExpressions;

namespace RefillRadar.Grains.Thresholds;

/// <summary>Undoes what spreadsheets do to ids and numbers, where that is possible without a guess.</summary>
internal static partial class SpreadsheetText
{
    /// <summary>
    /// An id as it was before a spreadsheet took it for a number: <c>="00123"</c> is 00123, <c>1001.0</c> is 1001, <c>1.50E+02</c> is 150. Null when
    /// digits may be lost, as in <c>1.0E+05</c>, which stands for any id from 99,500 to 104,999.
    /// </summary>
    /// <param name="text">The cell.</param>
    /// <param name="isDecimalComma">Whether the file writes decimals with a comma.</param>
    public static string? Id(string text, bool isDecimalComma)
    {
        if (Formula().Match(text) is { Success: true } formula)
            return formula.Groups["text"].Value.Trim();
        var number = isDecimalComma ? text.Replace(',', '.') : text;
        if (Float().Match(number) is { Success: true } whole)
            return whole.Groups["whole"].Value;
        if (Scientific().Match(number) is not { Success: true } scientific)
            return text;
        var exponent = int.Parse(scientific.Groups["exponent"].Value, CultureInfo.InvariantCulture);
        return scientific.Groups["decimals"].Length == exponent
            ? scientific.Groups["first"].Value + scientific.Groups["decimals"].Value
            : null;
    }

    /// <summary>A number whose dots may stand for thousands, in a file that writes decimals with a comma: <c>1.200</c> can be 1200 or 1.2.</summary>
    public static bool IsAmbiguous(string text) => Thousands().IsMatch(text);

    /// <summary>Whether all quotes of a line are around fields, or around the text of fields like <c>="00123"</c>.</summary>
    public static bool HasOnlyFormulas(string line) => Fields().IsMatch(line);

    [GeneratedRegex("^(?:=\"[^\"]*\"|\"(?:[^\"]|\"\")*\"|[^\",;|\\t]*)(?:[,;|\\t](?:=\"[^\"]*\"|\"(?:[^\"]|\"\")*\"|[^\",;|\\t]*))*$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Fields();

    [GeneratedRegex("^=\"(?<text>[^\"]*)\"$", RegexOptions.CultureInvariant)]
    private static partial Regex Formula();

    [GeneratedRegex("^(?<whole>[0-9]+)\\.0+$", RegexOptions.CultureInvariant)]
    private static partial Regex Float();

    [GeneratedRegex("^(?<first>[1-9])(\\.(?<decimals>[0-9]+))?[Ee]\\+(?<exponent>[0-9]{2,3})$", RegexOptions.CultureInvariant)]
    private static partial Regex Scientific();

    [GeneratedRegex("^[+-]?[1-9][0-9]{0,2}(\\.[0-9]{3})+(,[0-9]*)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Thousands();
}
