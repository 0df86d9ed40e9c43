using Orleans;

namespace RefillRadar.Grains.Stock.Partition;

/// <summary>A level as a partition knows it now.</summary>
/// <param name="Quantity">On hand; null when unknown.</param>
/// <param name="Revision">Revision of the product's last decision that the level takes into account.</param>
[GenerateSerializer, Immutable, Alias("refillradar.current-level")]
public readonly record struct CurrentLevel([property: Id(0)] decimal? Quantity, [property: Id(1)] long Revision);
