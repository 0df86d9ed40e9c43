using Orleans;

namespace RefillRadar.Grains.Contracts;

/// <summary>A level at a time.</summary>
[GenerateSerializer, Immutable, Alias("refillradar.level-sample")]
public readonly record struct LevelSample(
    [property: Id(0)] string Key, [property: Id(1)] DateTimeOffset At, [property: Id(2)] decimal Quantity);
