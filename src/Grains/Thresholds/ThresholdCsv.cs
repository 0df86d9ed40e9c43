using System.Collections.Immutable;
using CsvHelper;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Grains.Thresholds;

/// <summary>
/// Reads a threshold file: CSV with a header, names in any order and any case. <c>product_id, name, stockout_threshold</c> are
/// required; <c>warehouse, category, team, recovery_threshold, hold_seconds, lead_time_days, repeat_minutes, enabled</c> are optional;
/// other columns are left alone. A file with one bad line is refused whole, every bad line with its reason.
/// </summary>
public static class ThresholdCsv
{
    private const int MaxErrors = 1000;
    private static readonly string[] Required = ["product_id", "name", "stockout_threshold"];

    /// <summary>The rows of the file, or what is wrong with it, a sentence each.</summary>
    public static (ImmutableArray<ThresholdRow> Rows, ImmutableArray<string> Errors) Parse(ReadOnlyMemory<byte> content)
    {
        var errors = new List<string>();
        var rows = ImmutableArray.CreateBuilder<ThresholdRow>();
        using var csv = CsvReader.Create(content, Options(content.Span, errors));
        csv.ReadHeader();
        if (csv.Headers.Count == 0)
            return ([], ["The file is empty: the first line has to name the columns product_id, name and stockout_threshold."]);
        var header = csv.Headers.Select(Normalize).ToArray();
        foreach (var name in Required.Where(name => !header.Contains(name)))
            errors.Add($"Line 1: the column {name} is missing.");
        foreach (var name in header.Where(name => name.Length > 0).GroupBy(name => name).Where(same => same.Count() > 1))
            errors.Add($"Line 1: the column {name.Key} stands there {name.Count()} times.");
        if (errors.Count > 0)
            return ([], [.. errors]);

        var seen = new Dictionary<(string, string?, string?), int>();
        while (csv.Read())
        {
            var line = (int)csv.LineNumber;
            var reader = new ThresholdCsvLine(csv, line, errors);
            if (reader.Read() is not { } row)
                continue;
            if (!seen.TryAdd((row.ProductId, row.Warehouse, row.IsDefault ? row.Category : null), line))
                reader.Fail($"says what line {seen[(row.ProductId, row.Warehouse, row.IsDefault ? row.Category : null)]} says already: one row a product and warehouse");
            rows.Add(row);
        }

        if (rows.Count == 0 && errors.Count == 0)
            errors.Add("The file has no rows under its header.");
        if (errors.Count == 0)
            CheckInherited(rows.ToImmutable(), errors);
        if (errors.Count > MaxErrors)
            errors = [.. errors.Take(MaxErrors), $"And {errors.Count - MaxErrors} more."];
        return errors.Count > 0 ? ([], [.. errors]) : (rows.ToImmutable(), []);
    }

    // A comma in the header means commas throughout; otherwise the separator is found (; | or a tab).
    private static CsvReaderOptions Options(ReadOnlySpan<byte> content, List<string> errors)
    {
        var end = content.IndexOf((byte)'\n');
        return CsvReaderOptions.Default with
        {
            Separator = content[..(end < 0 ? content.Length : end)].Contains((byte)',') ? ',' : null,
            TrimWhitespace = true,
            TrackLineNumbers = true,
            NormalizeHeaderName = Normalize,
            MaxRecordSize = 1 << 20,
            OnMalformedRecord = record => errors.Add($"Line {record.LineNumber}: {record.Reason}"),
        };
    }

    private static string Normalize(string name) => name.Trim().ToLowerInvariant();

    // A product's row may leave the threshold to a default, but then there has to be one.
    private static void CheckInherited(ImmutableArray<ThresholdRow> rows, List<string> errors)
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
