using Orleans;

namespace RefillRadar.Grains.Health;

/// <summary>What operators were notified of last about one part.</summary>
/// <param name="At">When the e-mail was sent, UTC.</param>
/// <param name="Status">The status it reported.</param>
[GenerateSerializer, Immutable, Alias("refillradar.notified-health")]
internal sealed record NotifiedHealth([property: Id(0)] DateTimeOffset At, [property: Id(1)] HealthStatus Status);
