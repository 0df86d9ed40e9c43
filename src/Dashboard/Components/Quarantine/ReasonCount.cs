namespace RefillRadar.Dashboard.Components.Quarantine;

/// <summary>How often records are quarantined for one reason.</summary>
/// <param name="Reason">What is wrong, without what is about a single record.</param>
/// <param name="Count">How many.</param>
public sealed record ReasonCount(string Reason, int Count)
{
    /// <summary>Most frequent first.</summary>
    public static IReadOnlyList<ReasonCount> Of(IEnumerable<string> reasons)
    {
        return
        [
            .. reasons.CountBy(KindOf, StringComparer.Ordinal)
                .Select(kind => new ReasonCount(kind.Key, kind.Value))
                .OrderByDescending(kind => kind.Count).ThenBy(kind => kind.Reason, StringComparer.Ordinal),
        ];
    }

    // The parsers put what the record holds behind a colon.
    private static string KindOf(string reason)
    {
        var colon = reason.IndexOf(": ", StringComparison.Ordinal);
        return (colon < 0 ? reason : reason[..colon]).TrimEnd('.');
    }
}
