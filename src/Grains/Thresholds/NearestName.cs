namespace RefillRadar.Grains.Thresholds;

/// <summary>Finds the known name closest to a misspelled one.</summary>
public static class NearestName
{
    private const int Longest = 40;
    private const int Beginning = 4;

    /// <summary>The closest known name, or null when none is close. Only letters and digits count.</summary>
    public static string? Find(string name, IEnumerable<string> known)
    {
        var letters = Letters(name);
        if (letters.Length is 0 or > Longest)
            return null;
        return known.Select(other => (Name: other, Distance: Distance(letters, Letters(other))))
            .Where(other => other.Distance <= Math.Max(1, letters.Length / 3))
            .OrderBy(other => other.Distance)
            .FirstOrDefault().Name;
    }

    private static string Letters(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    // A name that was cut short, or Levenshtein with swapped neighbours as one error (optimal string alignment).
    private static int Distance(string left, string right)
    {
        if (left.Length >= Beginning && right.StartsWith(left, StringComparison.Ordinal))
            return 1;
        var (before, row) = (Array.Empty<int>(), Enumerable.Range(0, right.Length + 1).ToArray());
        for (var i = 1; i <= left.Length; i++)
        {
            var next = new int[right.Length + 1];
            next[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = row[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                next[j] = Math.Min(replaced, Math.Min(row[j], next[j - 1]) + 1);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                    next[j] = Math.Min(next[j], before[j - 2] + 1);
            }

            (before, row) = (row, next);
        }

        return row[^1];
    }
}
