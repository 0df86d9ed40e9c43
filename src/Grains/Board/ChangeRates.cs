using System.Collections.Immutable;
using RefillRadar.Grains.Stock.Partition;

namespace RefillRadar.Grains.Board;

/// <summary>What the partitions did between two looks, a second.</summary>
/// <param name="Over">Time between the looks.</param>
/// <param name="Changes">Changes taken in.</param>
/// <param name="Duplicates">Changes seen before.</param>
/// <param name="Failed">Changes answered as failed, to come again.</param>
/// <param name="Decisions">Calls to products.</param>
public sealed record ChangeRates(TimeSpan Over, double Changes, double Duplicates, double Failed, double Decisions)
{
    /// <summary>A partition that was activated anew in between counts from zero; null when no time passed.</summary>
    public static ChangeRates? Between(ImmutableArray<PartitionStatus> before, ImmutableArray<PartitionStatus> after, TimeSpan over)
    {
        if (over <= TimeSpan.Zero)
            return null;
        var pairs = after
            .Select(now => (Now: now, Then: before.FirstOrDefault(then => then.Partition == now.Partition)))
            .Where(pair => pair.Then is not null)
            .ToArray();
        double PerSecond(Func<PartitionStatus, long> count, bool ofActivation) => pairs.Sum(pair => Math.Max(0,
            count(pair.Now) - (ofActivation && pair.Now.Counts.Since != pair.Then!.Counts.Since ? 0 : count(pair.Then!)))) / over.TotalSeconds;
        return new ChangeRates(
            over,
            PerSecond(status => status.Stats.Records, ofActivation: false),
            PerSecond(status => status.Counts.Skipped, ofActivation: true),
            PerSecond(status => status.Counts.Failed, ofActivation: true),
            PerSecond(status => status.Counts.Asked, ofActivation: true));
    }
}
