using System.Globalization;
using CsvHelper;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Grains.Thresholds;

/// <summary>Reads one line of a threshold file and collects what is wrong with it.</summary>
internal sealed class ThresholdCsvLine(CsvReader csv, int line, List<string> errors)
{
    private const int MaxText = 1000;
    private bool _bad;

    public ThresholdRow? Read()
    {
        if (Enumerable.Range(0, csv.FieldCount).All(field => string.IsNullOrWhiteSpace(csv.GetString(field))))
            return null;
        if (csv.FieldCount > csv.Headers.Count)
            Fail($"has {csv.FieldCount} fields where the header has {csv.Headers.Count}: a comma in a name needs quotes around the name");
        var productId = Text("product_id");
        if (productId is null)
            Fail("product_id is empty");
        var threshold = Number("stockout_threshold");
        var recovery = Number("recovery_threshold");
        if (recovery < threshold)
            Fail($"recovery_threshold {recovery} is under stockout_threshold {threshold}");
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
        if (!decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value))
        {
            Fail($"{column} is not a number: \"{Shown(text)}\"");
            return null;
        }

        if (value < 0 || value > most)
            Fail($"{column} has to be from 0 to {most}, not {value}");
        return value;
    }

    private int? Whole(string column, int most)
    {
        var value = Number(column, most);
        if (value is { } number && number != decimal.Truncate(number))
            Fail($"{column} has to be a whole number, not {number}");
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
                Fail($"{column} has to be true or false, not \"{Shown(other)}\"");
                return true;
        }
    }

    private static string Shown(string text) =>
        new([.. text.Take(60).Select(unit => char.IsControl(unit) ? ' ' : unit)]);
}
