using RefillRadar.Grains.Stock.Intake;
using RefillRadar.Grains.Stock.Order;

namespace RefillRadar.Grains.Stock.Partition;

/// <summary>Between activation and the end of catch-up.</summary>
internal sealed partial class PartitionLevels
{
    /// <summary>What came in live while changes are still read again; null when none are.</summary>
    public Interim? Interim { get; set; }

    /// <summary>
    /// Changes of a batch that count from now on; to be asked before the batch is taken over. Those that products have still to decide
    /// are not among them, unless they are read again: then every pass over the log counts the same ones.
    /// </summary>
    public int? Count(IntakePart part, DateTimeOffset now)
    {
        if (Interim is not { } interim)
            return null;
        if (part.Batch.IsCatchUp)
            return part.Known.Concat(part.News).Count(change => interim.Count(change, LevelOf(change.Key).Level.Seen));
        foreach (var change in part.News)
            interim.Live(change, LevelOf(change.Key).Level.Seen, now.UtcTicks);
        return null;
    }
}
