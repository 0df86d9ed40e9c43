namespace RefillRadar.Dashboard.Components.Operations;

/// <summary>A number of a stage.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Value">As people read it.</param>
/// <param name="IsBad">It counts what went wrong, and something did.</param>
public sealed record StageFact(string Label, string Value, bool IsBad = false);
