using RefillRadar.Grains.Stock.Intake;
using RefillRadar.Grains.Stock.Order;

namespace RefillRadar.Grains.Stock.Partition;

/// <summary>Between activation and the end of catch-up.</summary>
internal sealed partial class PartitionLevels
{
    /// <summary>What came in live while changes are still read again; null when none are.</summary>
    public Interim? Interim { get; set; }

    /// <summary>
    /// Changes of a batch that count from now on; to be asked before the batch is taken over. While changes are still read again, those that
    /// products have yet to decide are among them: they come again from two sides. Null otherwise: they count once they are decided.
    /// </summary>
    public int? Count(IntakePart part, DateTimeOffset now)
    {
        if (Interim is not { } interim)
            return null;
        return part.Batch.IsCatchUp
            ? part.Known.Concat(part.News).Count(change => interim.Count(change, LevelOf(change.Key).Level.Seen))
            : part.News.Count(change => interim.Live(change, LevelOf(change.Key).Level.Seen, now.UtcTicks));
    }
}
