using Orleans;
using RefillRadar.Grains.Feed;

namespace RefillRadar.Silo.Ingest;

/// <summary>Tells the cluster that the source was heard of, once a second at most.</summary>
internal sealed class FeedMonitor(IGrainFactory grains, TimeProvider time)
{
    private long _toldAt;

    /// <summary>A delivery came (with its lag if known), or the source has nothing new.</summary>
    public void Heard(TimeSpan? lag)
    {
        var told = Interlocked.Read(ref _toldAt);
        if (told != 0 && time.GetElapsedTime(told) < TimeSpan.FromSeconds(1))
            return;
        if (Interlocked.CompareExchange(ref _toldAt, time.GetTimestamp(), told) == told)
            _ = grains.GetGrain<IFeedGrain>(0).Seen(lag?.TotalSeconds);
    }
}
