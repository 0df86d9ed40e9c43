namespace RefillRadar.Dashboard.Components.Alerts;

/// <summary>Head of a group of alerts.</summary>
/// <param name="Name">What its alerts have in common; null when it is that they lack it.</param>
/// <param name="Count">How many rows it has.</param>
/// <param name="Out">How many of them are out of stock and not resolved.</param>
/// <param name="Closed">Its rows are folded away.</param>
public sealed record AlertGroup(string? Name, int Count, int Out, bool Closed);
