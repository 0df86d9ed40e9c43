namespace RefillRadar.Dashboard.Components.Operations;

/// <summary>One stage of the way from a change to a mail.</summary>
/// <param name="Id">For tests and styles.</param>
/// <param name="Name">For people.</param>
/// <param name="Health">How it is.</param>
/// <param name="Facts">Its rate, its lag and its errors.</param>
public sealed record Stage(string Id, string Name, StageHealth Health, IReadOnlyList<StageFact> Facts);
