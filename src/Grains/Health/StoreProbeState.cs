using Orleans;

namespace RefillRadar.Grains.Health;

/// <summary>What the probe writes.</summary>
/// <param name="At">When, UTC.</param>
[GenerateSerializer, Immutable, Alias("refillradar.store-probe-state")]
internal sealed record StoreProbeState([property: Id(0)] DateTimeOffset At);
