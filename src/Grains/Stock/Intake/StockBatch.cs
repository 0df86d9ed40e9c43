using Orleans;
using RefillRadar.Grains.Stock.Order;

namespace RefillRadar.Grains.Stock.Intake;

/// <summary>The changes of one delivery that fall to one partition. The memory is not to be changed before the answer has come.</summary>
/// <param name="Changes">In the order they came.</param>
/// <param name="IsCatchUp">Whether they are read again from the change log.</param>
[GenerateSerializer, Immutable, Alias("refillradar.stock-batch")]
public sealed record StockBatch(
    [property: Id(0)] ReadOnlyMemory<StockChange> Changes, [property: Id(1)] bool IsCatchUp = false);
