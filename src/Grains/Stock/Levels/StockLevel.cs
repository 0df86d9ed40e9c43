using Orleans;
using RefillRadar.Grains.Stock.Order;

namespace RefillRadar.Grains.Stock.Levels;

/// <summary>A level and how far its product has been followed.</summary>
/// <param name="Quantity">On hand; null when never seen or deleted.</param>
/// <param name="Seen">What has been seen of the product; its current position is that of the change that set the level.</param>
[GenerateSerializer, Immutable, Alias("refillradar.stock-level")]
public readonly record struct StockLevel([property: Id(0)] decimal? Quantity, [property: Id(2)] SeenPositions Seen);
