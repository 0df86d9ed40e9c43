using Orleans;
using Orleans.Concurrency;

namespace RefillRadar.Grains.Feed;

/// <summary>Who holds levels of the mapped table: the partition of this number.</summary>
[Alias("refillradar.feed-listener")]
public interface IFeedListener : IGrainWithIntegerKey
{
    /// <summary>The table was emptied: levels from before this time are stale.</summary>
    [OneWay, AlwaysInterleave, Alias("outdate")]
    Task Outdate(DateTimeOffset before);
}
