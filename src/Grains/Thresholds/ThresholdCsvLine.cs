using System.Globalization;
using CsvHelper;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Grains.Thresholds;

/// <summary>Reads one line of a threshold file and collects what is wrong with it.</summary>
internal sealed class ThresholdCsvLine(CsvReader csv, ThresholdCsvStyle style, int line, ThresholdErrors errors)
{
    private const int MaxText = 1000;
    private bool _bad;

    public ThresholdRow? Read()
    {
        if (Enumerable.Range(0, csv.FieldCount).All(field => string.IsNullOrWhiteSpace(csv.GetString(field))))
            return null;
        if (csv.FieldCount > csv.Headers.Count)
            Fail($"has {csv.FieldCount} fields where the header has {csv.Headers.Count}: a comma in a name needs quotes around the name");
        CheckNameless();
        var productId = ProductId();
        var threshold = Number("stockout_threshold");
        var recovery = Number("recovery_threshold");
        if (recovery < threshold)
            Fail($"recovery_threshold {recovery} is below stockout_threshold {threshold}");
        var row = new ThresholdRow
        {
            Line = line,
            ProductId = productId ?? "",
            Name = Text("name") ?? "",
            Threshold = threshold,
            Warehouse = Text("warehouse"),
            Category = Text("category"),
            Team = Text("team"),
            RecoveryThreshold = recovery,
            HoldSeconds = Whole("hold_seconds", 30 * 86400),
            LeadTimeDays = (double?)Number("lead_time_days", 3650),
            RepeatMinutes = Whole("repeat_minutes", 366 * 1440),
            Enabled = Flag("enabled"),
        };
        if (StockKey.Of(row.ProductId, row.Warehouse).Length > StockKey.MaxLength)
            Fail($"product_id and warehouse together are longer than {StockKey.MaxLength} characters");
        return _bad ? null : row;
    }

    public void Fail(string reason)
    {
        _bad = true;
        errors.Add($"Line {line}: {reason}.");
    }

    private void CheckNameless()
    {
        for (var field = 0; field < Math.Min(csv.FieldCount, csv.Headers.Count); field++)
        {
            if (string.IsNullOrWhiteSpace(csv.Headers[field]) && csv.GetString(field).Trim() is { Length: > 0 } value)
                Fail($"column {field + 1} has no name in the header, but has the value \"{ThresholdCsv.Shown(value)}\" here");
        }
    }

    private string? ProductId()
    {
        if (Text("product_id") is not { } text)
        {
            Fail("product_id is empty");
            return null;
        }

        var id = SpreadsheetText.Id(text, style.IsDecimalComma) ?? (style.IsAccepted ? text : null);
        if (id is null)
            Fail($"a spreadsheet has shortened product_id to {ThresholdCsv.Shown(text)}, and digits may be lost: format the column as text");
        else if (id.Length == 0)
            Fail("product_id is empty");
        return id;
    }

    private string? Text(string column)
    {
        var value = csv.TryGetFieldIndex(column, out var field) && field < csv.FieldCount ? csv.GetString(field).Trim() : null;
        if (value?.Length > MaxText)
            Fail($"{column} is longer than {MaxText} characters");
        return string.IsNullOrEmpty(value) ? null : value;
    }

    private decimal? Number(string column, decimal most = decimal.MaxValue)
    {
        if (Text(column) is not { } text)
            return null;
        if (style is { IsDecimalComma: true, IsAccepted: false } && SpreadsheetText.IsAmbiguous(text))
        {
            Fail($"the dot in {column} \"{ThresholdCsv.Shown(text)}\" may separate thousands or decimals: write {text.Replace(".", "", StringComparison.Ordinal)} for thousands, or a comma for decimals");
            return null;
        }

        if (!decimal.TryParse(Plain(text), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value))
        {
            Fail($"{column} is not a number: \"{ThresholdCsv.Shown(text)}\"");
            return null;
        }

        if (value < 0)
            Fail($"{column} must be 0 or more (got {value})");
        if (value > most)
            Fail($"{column} must be at most {most} (got {value})");
        return value;
    }

    private int? Whole(string column, int most)
    {
        var value = Number(column, most);
        if (value is { } number && number != decimal.Truncate(number))
            Fail($"{column} must be a whole number (got {number})");
        return _bad ? null : (int?)value;
    }

    private bool Flag(string column)
    {
        switch (Text(column)?.ToLowerInvariant())
        {
            case null or "true" or "yes" or "1":
                return true;
            case "false" or "no" or "0":
                return false;
            case var other:
                Fail($"{column} must be true or false (got \"{ThresholdCsv.Shown(other)}\")");
                return true;
        }
    }

    // A decimal comma; with a dot beside it, it is no number at all.
    private string Plain(string text) =>
        style.IsDecimalComma && !text.Contains('.', StringComparison.Ordinal) ? text.Replace(',', '.') : text;
}
