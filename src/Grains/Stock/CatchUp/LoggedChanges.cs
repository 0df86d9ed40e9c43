using System.Collections.Immutable;
using RefillRadar.Grains.Stock.Order;

namespace RefillRadar.Grains.Stock.CatchUp;

/// <summary>Some changes of a log, in order.</summary>
/// <param name="Changes">The changes.</param>
/// <param name="TakenAt">When they were taken in, UTC; null when the log does not know: then each counts from its commit.</param>
/// <param name="Batch">Id of the batch that they were part of; empty when the log does not know.</param>
public sealed record LoggedChanges(ImmutableArray<StockChange> Changes, DateTimeOffset? TakenAt = null, Guid Batch = default)
{
    /// <summary>When a change of these happened, UTC ticks, to put logs beside each other; 0 when unknown.</summary>
    internal long TicksOf(int index) => TakenAt?.UtcTicks ?? Changes[index].CommittedTicks;
}
