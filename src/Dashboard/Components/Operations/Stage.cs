using RefillRadar.Grains.Health;

namespace RefillRadar.Dashboard.Components.Operations;

/// <summary>A part of the installation with its numbers.</summary>
/// <param name="Name">For people.</param>
/// <param name="Health">How it is.</param>
/// <param name="Facts">Its rate, its lag and its errors.</param>
public sealed record Stage(string Name, HealthItem Health, IReadOnlyList<StageFact> Facts);
