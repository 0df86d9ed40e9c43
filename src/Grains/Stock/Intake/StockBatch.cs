using Orleans;
using RefillRadar.Grains.Stock.Order;

namespace RefillRadar.Grains.Stock.Intake;

/// <summary>The changes of one request that belong to one partition. The memory must not change before the answer has come.</summary>
/// <param name="Changes">In the order they came.</param>
[GenerateSerializer, Immutable, Alias("refillradar.stock-batch")]
public sealed record StockBatch([property: Id(0)] ReadOnlyMemory<StockChange> Changes)
{
    /// <summary>Whether they are read again from a change log.</summary>
    [Id(1)] public bool IsCatchUp { get; init; }

    /// <summary>The same for every attempt to hand this batch over, so that none counts twice; empty when it is handed over once.</summary>
    [Id(2)] public Guid Id { get; init; }

    /// <summary>Number of the attempt, from 1.</summary>
    [Id(3)] public int Attempt { get; init; } = 1;

    /// <summary>Whether the source keeps a log of its own that is read after an unclean stop. Otherwise the partition's journal keeps the changes.</summary>
    [Id(4)] public bool IsLogged { get; init; }

    /// <summary>When changes that are read again were taken in first, UTC; null when unknown.</summary>
    [Id(5)] public DateTimeOffset? TakenAt { get; init; }
}
