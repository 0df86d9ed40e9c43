namespace RefillRadar.Dashboard.Components.Quarantine;

/// <summary>Why records are in quarantine.</summary>
/// <param name="Counts">By reason, most frequent first.</param>
/// <param name="Counted">How many were looked at, the newest.</param>
/// <param name="All">There are no older ones.</param>
internal sealed record ReasonSummary(IReadOnlyList<ReasonCount> Counts, int Counted, bool All);
