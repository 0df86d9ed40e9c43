using RefillRadar.Grains.Stock.Order;

namespace RefillRadar.Grains.Stock.Intake;

/// <summary>
/// The order in which the changes of one batch are taken in: those of each source by their positions, in the turns that the source had.
/// Between sources there is no order but that of arrival.
/// </summary>
internal static class BatchOrder
{
    /// <summary>Indexes in that order; null when they are in order already. Changes of one place keep theirs.</summary>
    public static int[]? Of(ReadOnlySpan<StockChange> changes) => IsOrdered(changes) ? null : Sorted(changes);

    private static bool IsOrdered(ReadOnlySpan<StockChange> changes)
    {
        for (var index = 1; index < changes.Length; index++)
        {
            ref readonly var before = ref changes[index - 1];
            ref readonly var change = ref changes[index];
            if (!before.Position.IsOfSourceOf(change.Position) || before.Position.CompareTo(change.Position) > 0)
                return false;
        }

        return true;
    }

    private static int[] Sorted(ReadOnlySpan<StockChange> changes)
    {
        var turns = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var index = 0; index < changes.Length; index++)
        {
            var source = changes[index].Position.Source ?? "";
            if (!turns.TryGetValue(source, out var turn))
                turns[source] = turn = [];
            turn.Add(index);
        }

        var order = new int[changes.Length];
        var positions = changes.ToArray();
        foreach (var turn in turns.Values)
        {
            // OrderBy keeps the order of equals.
            var sorted = turn.OrderBy(index => positions[index].Position, Comparer<Position>.Create((left, right) => left.CompareTo(right))).ToArray();
            for (var at = 0; at < sorted.Length; at++)
                order[turn[at]] = sorted[at];
        }

        return order;
    }
}
