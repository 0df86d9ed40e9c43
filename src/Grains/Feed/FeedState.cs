using Orleans;

namespace RefillRadar.Grains.Feed;

/// <summary>When the source was heard of last.</summary>
/// <param name="SeenAt">When, UTC; null when never since the cluster started.</param>
/// <param name="LagSeconds">Commit to arrival of the newest change.</param>
[GenerateSerializer, Immutable, Alias("refillradar.feed-state")]
public sealed record FeedState([property: Id(0)] DateTimeOffset? SeenAt, [property: Id(1)] double LagSeconds);
