using Orleans;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Grains.Stock.Partition;

/// <summary>Counts of one partition.</summary>
/// <param name="Tracked">Products with a threshold.</param>
/// <param name="Untracked">Products without one.</param>
/// <param name="Low">Products that are low, but not out of stock.</param>
/// <param name="Out">Products that are out of stock.</param>
/// <param name="Pending">Products that are low for less than their hold.</param>
/// <param name="Records">Changes taken in, ever.</param>
/// <param name="Stale">Whether it still reads again what came before an unclean stop.</param>
/// <param name="Outdated">Products whose level is from before their table was emptied.</param>
[GenerateSerializer, Immutable, Alias("refillradar.partition-stats")]
public sealed record PartitionStats(
    [property: Id(0)] int Tracked,
    [property: Id(1)] int Untracked,
    [property: Id(2)] int Low,
    [property: Id(3)] int Out,
    [property: Id(4)] int Pending,
    [property: Id(5)] long Records,
    [property: Id(6)] bool Stale,
    [property: Id(7)] int Outdated = 0)
{
    internal static PartitionStats Of(PartitionLevels levels, bool isStale, long outdatedTicks)
    {
        int tracked = 0, untracked = 0, low = 0, @out = 0, pending = 0, outdated = 0;
        for (var index = 0; index < levels.Table.Used; index++)
        {
            ref var slot = ref levels.Table[index];
            if (!slot.HasQuantity)
                continue;
            if (slot.IsBefore(outdatedTicks))
                outdated++;
            if (slot.Status == ProductStatus.Untracked)
                untracked++;
            else
                tracked++;
            if (slot.Status == ProductStatus.Pending)
                pending++;
            else if (slot.IsOpen && slot.Severity == AlertSeverity.Out)
                @out++;
            else if (slot.IsOpen)
                low++;
        }

        return new PartitionStats(tracked, untracked, low, @out, pending, levels.Records, isStale, outdated);
    }
}
