namespace RefillRadar.Grains.Thresholds;

/// <summary>The columns of a threshold file.</summary>
internal static class ThresholdColumns
{
    /// <summary>A column whose name starts like this is the user's own and is ignored.</summary>
    public const string OwnPrefix = "x_";

    /// <summary>Columns that every file has.</summary>
    public static readonly string[] Required = ["product_id", "name", "stockout_threshold"];

    private static readonly string[] All =
    [
        .. Required, "warehouse", "category", "team", "recovery_threshold", "hold_seconds", "lead_time_days", "repeat_minutes", "enabled",
    ];

    /// <summary>A column name as it is compared: trimmed, in lower case.</summary>
    public static string Normalize(string name) => name.Trim().ToLowerInvariant();

    /// <summary>What is wrong with the columns of a header, a sentence each.</summary>
    /// <param name="header">Normalized names.</param>
    /// <param name="isAccepted">Whether an earlier version has accepted the file: columns that it ignored are ignored.</param>
    public static IEnumerable<string> Check(IReadOnlyCollection<string> header, bool isAccepted)
    {
        foreach (var name in Required.Where(name => !header.Contains(name)))
            yield return $"Line 1: the column {name} is missing.";
        foreach (var name in header.Where(name => name.Length > 0).CountBy(name => name).Where(name => name.Value > 1))
            yield return $"Line 1: the column {name.Key} appears {name.Value} times.";
        foreach (var name in isAccepted ? [] : header.Where(IsUnknown).Distinct())
            yield return Unknown(name);
    }

    private static bool IsUnknown(string name) => name.Length > 0 && !name.StartsWith(OwnPrefix, StringComparison.Ordinal) && !All.Contains(name);

    private static string Unknown(string name)
    {
        var shown = ThresholdCsv.Shown(name);
        var suggestion = NearestName.Find(name, All) is { } meant ? $" Did you mean {meant}?" : "";
        return $"Line 1: \"{shown}\" is not a known column.{suggestion} Start the name of a column of your own with {OwnPrefix}: {OwnPrefix}{shown}.";
    }
}
