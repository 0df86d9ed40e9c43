using Orleans;

namespace RefillRadar.Grains.Contracts;

/// <summary>What became of an action.</summary>
/// <param name="Alert">The alert after it; the alert as it is when the action was refused; null when there is none of that id.</param>
/// <param name="Refused">Why it was refused (resolved already, still pending), for people; null when it was done.</param>
[GenerateSerializer, Immutable, Alias("refillradar.alert-action-result")]
public sealed record AlertActionResult([property: Id(0)] Alert? Alert, [property: Id(1)] string? Refused);
