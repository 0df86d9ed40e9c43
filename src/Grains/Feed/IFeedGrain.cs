using Orleans;
using Orleans.Concurrency;
using RefillRadar.Grains.Stock.Order;

namespace RefillRadar.Grains.Feed;

/// <summary>When the source was heard of last, for the whole cluster. One grain, key 0.</summary>
[Alias("refillradar.feed")]
public interface IFeedGrain : IGrainWithIntegerKey
{
    /// <summary>Something came, or the source said that there is nothing new. Sent once a second at most by each silo.</summary>
    [OneWay, Alias("seen")]
    Task Seen(double? lagSeconds, SkippedCounts skipped);

    /// <summary>
    /// The mapped table was emptied, dropped or renamed. Returns when it is stored; said again, or out of order, it changes nothing.
    /// </summary>
    [Alias("emptied")]
    Task Emptied(TableEmptied emptied);

    /// <summary>A partition has seen that a source's log started over.</summary>
    [OneWay, Alias("log-restarted")]
    Task LogRestarted(int partition, SourceLog log);

    /// <summary>When, and the lag of the newest change.</summary>
    [AlwaysInterleave, Alias("get")]
    Task<FeedState> Get();
}
