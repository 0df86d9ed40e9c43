using Orleans;

namespace RefillRadar.Grains.Feed;

/// <summary>What outlives a restart.</summary>
[GenerateSerializer, Immutable, Alias("refillradar.stored-feed")]
internal sealed record StoredFeed
{
    /// <summary>See <see cref="FeedState.Emptied"/>.</summary>
    [Id(0)] public TableEmptied? Emptied { get; init; }
}
