namespace RefillRadar.Grains.Thresholds;

/// <summary>Finds the known name closest to a misspelled one.</summary>
internal static class NearestName
{
    private const int Longest = 40;
    private const int Beginning = 4;

    /// <summary>The closest known name, or null when none is close. Only letters and digits count.</summary>
    public static string? Find(string name, IEnumerable<string> known)
    {
        var letters = Letters(name);
        if (letters.Length is 0 or > Longest)
            return null;
        var (nearest, distance) = known.Select(other => (Name: other, Distance: Distance(letters, Letters(other)))).MinBy(other => other.Distance);
        return distance <= Math.Max(1, letters.Length / 3) ? nearest : null;
    }

    private static string Letters(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    // A name that was cut short, or Levenshtein.
    private static int Distance(string left, string right)
    {
        if (left.Length >= Beginning && right.StartsWith(left, StringComparison.Ordinal))
            return 1;
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0]++;
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
