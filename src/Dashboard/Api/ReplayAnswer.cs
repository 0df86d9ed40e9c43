namespace RefillRadar.Dashboard.Api;

/// <summary>The record was read this time and has left the quarantine.</summary>
internal sealed record ReplayAnswer(bool Replayed);
