using Orleans;
using RefillRadar.Grains.Stock.Order;

namespace RefillRadar.Grains.Stock.CatchUp;

/// <summary>Changes of one batch that one partition took in.</summary>
/// <param name="TakenAt">When, UTC.</param>
/// <param name="Batch">Id of the batch; empty when it has none.</param>
/// <param name="Changes">The changes that were news, with the positions that the partition gave them.</param>
[GenerateSerializer, Immutable, Alias("refillradar.journal-entry")]
public sealed record JournalEntry(
    [property: Id(0)] DateTimeOffset TakenAt, [property: Id(1)] Guid Batch, [property: Id(2)] IReadOnlyList<StockChange> Changes);
