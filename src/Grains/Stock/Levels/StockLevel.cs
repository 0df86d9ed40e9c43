using Orleans;
using RefillRadar.Grains.Stock.Order;

namespace RefillRadar.Grains.Stock.Levels;

/// <summary>A level and where in the source's order it stands.</summary>
/// <param name="Quantity">On hand; null when never seen or deleted.</param>
/// <param name="Position">Position of the change that set it.</param>
[GenerateSerializer, Immutable, Alias("refillradar.stock-level")]
public readonly record struct StockLevel([property: Id(0)] decimal? Quantity, [property: Id(1)] Position Position);
