using Orleans;

namespace RefillRadar.Grains.Feed;

/// <summary>Remembers in memory alone: after a restart the feed is heard again, or is stale.</summary>
[GrainType("feed")]
internal sealed class FeedGrain(TimeProvider time) : Grain, IFeedGrain
{
    private FeedState _state = new(null, 0);

    public Task Seen(double? lagSeconds)
    {
        _state = new FeedState(time.GetUtcNow(), lagSeconds ?? _state.LagSeconds);
        return Task.CompletedTask;
    }

    public Task<FeedState> Get() => Task.FromResult(_state);
}
