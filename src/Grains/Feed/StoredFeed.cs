using Orleans;

namespace RefillRadar.Grains.Feed;

/// <summary>What outlives a restart.</summary>
[GenerateSerializer, Immutable, Alias("refillradar.stored-feed")]
internal sealed record StoredFeed
{
    /// <summary>See <see cref="FeedState.Emptied"/>.</summary>
    [Id(0)] public TableEmptied? Emptied { get; init; }

    /// <summary>When data arrived last, UTC, to a minute; null when never.</summary>
    [Id(1)] public DateTimeOffset? SeenAt { get; init; }

    /// <summary>See <see cref="FeedState.Since"/>.</summary>
    [Id(2)] public DateTimeOffset? Since { get; init; }
}
