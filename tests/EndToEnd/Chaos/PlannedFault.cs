namespace RefillRadar.Tests.EndToEnd.Chaos;

/// <summary>One fault of a run.</summary>
/// <param name="Kind">What goes wrong.</param>
/// <param name="After">How long everything runs undisturbed before it.</param>
/// <param name="For">How long it lasts, for kinds that last.</param>
/// <param name="Target">Which server it strikes, modulo their number, for kinds that strike one.</param>
internal sealed record PlannedFault(FaultKind Kind, TimeSpan After, TimeSpan For, int Target);
