using Orleans;

namespace RefillRadar.Grains.Stock.Partition;

/// <summary>A level and where its last change came from.</summary>
/// <param name="Key">Stock key.</param>
/// <param name="Quantity">The level; null when unknown.</param>
/// <param name="Source">Source of its last change; null when unknown.</param>
[GenerateSerializer, Immutable, Alias("refillradar.known-level")]
public readonly record struct KnownLevel([property: Id(0)] string Key, [property: Id(1)] decimal? Quantity, [property: Id(2)] string? Source);
