using System.Collections.Immutable;
using System.Text;
using System.Text.Unicode;
using CsvHelper;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Grains.Thresholds;

/// <summary>
/// Reads a threshold file: CSV in UTF-8 with a header, names in any order and any case. <c>product_id, name, stockout_threshold</c> are
/// required; <c>warehouse, category, team, recovery_threshold, hold_seconds, lead_time_days, repeat_minutes, enabled</c> are optional;
/// columns whose names start with <c>x_</c> are ignored. Where <c>;</c> separates the columns, decimals may have a comma. A file with one
/// bad line is refused as a whole, with every bad line and the reason.
/// </summary>
public static class ThresholdCsv
{
    private const int MaxShown = 60;

    /// <summary>The rows of the file, or what is wrong with it, a sentence each.</summary>
    /// <param name="content">The file.</param>
    /// <param name="isAccepted">
    /// Whether the file was accepted before, maybe by an earlier version that checked less: columns that are not known, bytes that are not UTF-8
    /// and dots that may stand for thousands are read as they were then.
    /// </param>
    /// <param name="ignoreCase">Whether ids and warehouses that differ only by case are the same.</param>
    public static (ImmutableArray<ThresholdRow> Rows, ImmutableArray<string> Errors) Parse(
        ReadOnlyMemory<byte> content, bool isAccepted = false, bool ignoreCase = false)
    {
        var errors = new ThresholdErrors();
        if (!isAccepted)
            CheckEncoding(content.Span, errors);
        if (errors.Count > 0)
            return ([], errors.ToSentences());
        using var csv = CsvReader.Create(content, Options(content.Span, errors));
        csv.ReadHeader();
        if (csv.Headers.Count == 0)
            return ([], ["The file is empty: the first line has to name the columns product_id, name and stockout_threshold."]);
        errors.AddRange(ThresholdColumns.Check([.. csv.Headers.Select(ThresholdColumns.Normalize)], isAccepted));
        if (errors.Count > 0)
            return ([], errors.ToSentences());

        var rows = ReadRows(csv, new ThresholdCsvStyle(csv.Separator == ';', isAccepted), ignoreCase && !isAccepted, errors);
        if (rows.IsEmpty && errors.Count == 0)
            errors.Add("The file has no rows under its header.");
        if (errors.Count == 0)
            CheckInherited(rows, errors);
        return errors.Count > 0 ? ([], errors.ToSentences()) : (rows, []);
    }

    /// <summary>A text of the file as it can be shown in a message.</summary>
    internal static string Shown(string text) =>
        new([.. text.Take(MaxShown).Select(unit => char.IsControl(unit) ? ' ' : unit)]);

    private static ImmutableArray<ThresholdRow> ReadRows(CsvReader csv, ThresholdCsvStyle style, bool ignoreCase, ThresholdErrors errors)
    {
        var rows = ImmutableArray.CreateBuilder<ThresholdRow>();
        var seen = new Dictionary<(string?, string?, string?), int>();
        while (csv.Read())
        {
            var line = (int)csv.LineNumber;
            var reader = new ThresholdCsvLine(csv, style, line, errors);
            if (reader.Read() is not { } row)
                continue;
            var key = (Fold(row.ProductId), Fold(row.Warehouse), row.IsDefault ? row.Category : null);
            if (!seen.TryAdd(key, line))
                errors.Add($"Line {line}: duplicates line {seen[key]}. There can be one row per product and warehouse.");
            rows.Add(row);
        }

        return rows.ToImmutable();

        string? Fold(string? text) => ignoreCase ? text?.ToUpperInvariant() : text;
    }

    // A comma in the header means commas throughout; otherwise the separator is found (; | or a tab).
    private static CsvReaderOptions Options(ReadOnlySpan<byte> content, ThresholdErrors errors)
    {
        var end = content.IndexOf((byte)'\n');
        return CsvReaderOptions.Default with
        {
            Separator = content[..(end < 0 ? content.Length : end)].Contains((byte)',') ? ',' : null,
            TrimWhitespace = true,
            TrackLineNumbers = true,
            NormalizeHeaderName = ThresholdColumns.Normalize,
            MaxRecordSize = 1 << 20,
            OnMalformedRecord = record => errors.AddRange(Malformed(record)),
        };
    }

    // An unquoted ="00123" is what a spreadsheet understands as text, though no CSV by the book.
    private static IEnumerable<string> Malformed(CsvMalformedRecord record) => record.Reason switch
    {
        CsvMalformedReason.StrayQuote when SpreadsheetText.HasOnlyFormulas(record.RawRecord) => [],
        CsvMalformedReason.StrayQuote => [$"Line {record.LineNumber}: a quote inside a field. Put quotes around the field, and double those in it: \"12\"\" screen\"."],
        CsvMalformedReason.TextAfterClosingQuote => [$"Line {record.LineNumber}: text after the closing quote of a field. Double the quotes that belong to the field: \"12\"\" screen\"."],
        CsvMalformedReason.UnterminatedQuote => [$"Line {record.LineNumber}: a quote that is never closed."],
        _ => [$"Line {record.LineNumber}: not valid CSV ({record.Reason})."],
    };

    // Read as UTF-8 all the same, "Müller" would become another team without anyone being told.
    private static void CheckEncoding(ReadOnlySpan<byte> content, ThresholdErrors errors)
    {
        if (Utf8.IsValid(content))
            return;
        if (content is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            errors.Add("The file is UTF-16. Save it as \"CSV UTF-8\".");
            return;
        }

        var line = 0;
        foreach (var range in content.Split((byte)'\n'))
        {
            line++;
            var text = content[range];
            if (Utf8.IsValid(text))
                continue;
            var valid = ValidLength(text);
            errors.Add($"Line {line}: the byte 0x{text[valid]:X2} after \"{End(Encoding.UTF8.GetString(text[..valid]))}\" is not UTF-8. Save the file as \"CSV UTF-8\".");
        }
    }

    private static string End(string text) => Shown(text[Math.Max(0, text.Length - 20)..]);

    private static int ValidLength(ReadOnlySpan<byte> text)
    {
        var length = 0;
        while (Rune.DecodeFromUtf8(text[length..], out _, out var read) == System.Buffers.OperationStatus.Done)
            length += read;
        return length;
    }

    // A product's row may leave the threshold to a default, but then there has to be one.
    private static void CheckInherited(ImmutableArray<ThresholdRow> rows, ThresholdErrors errors)
    {
        ThresholdTable? table = null;
        foreach (var row in rows.Where(row => row.Threshold is null && row.Enabled))
        {
            table ??= new ThresholdTable("check", rows);
            if (row.IsDefault)
                errors.Add($"Line {row.Line}: stockout_threshold is empty.");
            else if (!table.Covers(StockKey.Of(row.ProductId, row.Warehouse)))
                errors.Add($"Line {row.Line}: stockout_threshold is empty, and no default row (product_id *) covers the product.");
        }
    }
}
