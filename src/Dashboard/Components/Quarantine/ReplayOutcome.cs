using System.Globalization;

namespace RefillRadar.Dashboard.Components.Quarantine;

/// <summary>What became of a replay of many records.</summary>
/// <param name="Read">Read this time; they have left the quarantine.</param>
/// <param name="Gone">Had left it by themselves.</param>
/// <param name="Failed">Why the others are still there, most frequent first.</param>
/// <param name="Left">Not tried, as it was cancelled.</param>
/// <param name="Next">Where older ones begin, which were not tried either; null when there are none.</param>
public sealed record ReplayOutcome(int Read, int Gone, IReadOnlyList<ReasonCount> Failed, int Left, string? Next)
{
    /// <summary>How many are still there of those that were tried.</summary>
    public int FailedCount => Failed.Sum(reason => reason.Count);

    /// <summary>For people: how many were read, how many not.</summary>
    public string Summary
    {
        get
        {
            List<string> parts = [$"{Count(Read)} {(Read == 1 ? "record" : "records")} read"];
            if (FailedCount > 0)
                parts.Add($"{Count(FailedCount)} still cannot be read");

            if (Gone > 0)
                parts.Add($"{Count(Gone)} had left the quarantine already");

            if (Left > 0)
                parts.Add($"{Count(Left)} not replayed");

            return (Left > 0 ? "Cancelled: " : "") + string.Join(", ", parts) + ".";
        }
    }

    private static string Count(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
