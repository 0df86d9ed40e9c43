namespace RefillRadar.Grains.Stock.Order;

/// <summary>The order in which the changes of one batch are taken in.</summary>
internal static class BatchOrder
{
    /// <summary>
    /// Indexes in the order of position: by commit mark when every change carries one, else by sequence number when every change
    /// carries that, else as they came. Null when they are in order already. Changes of one place keep their order.
    /// </summary>
    public static int[]? Of(ReadOnlySpan<StockChange> changes)
    {
        bool commits = true, sequences = true, ordered = true, oneSource = true;
        for (var index = 0; index < changes.Length; index++)
        {
            commits &= changes[index].Position.Commit.IsPresent;
            sequences &= changes[index].Position.Sequence.IsPresent;
            oneSource &= index == 0 || changes[index].Position.Source == changes[0].Position.Source;
        }

        if (!oneSource || (!commits && !sequences))
            return null;
        for (var index = 1; index < changes.Length && ordered; index++)
            ordered = Compare(changes[index - 1], changes[index], commits) <= 0;
        if (ordered)
            return null;

        var order = new int[changes.Length];
        for (var index = 0; index < order.Length; index++)
            order[index] = index;
        var copy = changes.ToArray();
        Array.Sort(order, (left, right) =>
        {
            var compared = Compare(copy[left], copy[right], commits);
            return compared != 0 ? compared : left.CompareTo(right);
        });
        return order;
    }

    private static int Compare(in StockChange left, in StockChange right, bool commits) => commits
        ? left.Position.Commit.CompareTo(right.Position.Commit)
        : left.Position.Sequence.CompareTo(right.Position.Sequence);
}
