using System.Collections.Immutable;
using Orleans;

namespace RefillRadar.Grains.Feed;

/// <summary>When data arrived last, and what was skipped, since the cluster started.</summary>
/// <param name="SeenAt">When, UTC; null when never.</param>
/// <param name="LagSeconds">Commit to arrival of the newest change.</param>
[GenerateSerializer, Immutable, Alias("refillradar.feed-state")]
public sealed record FeedState([property: Id(0)] DateTimeOffset? SeenAt, [property: Id(1)] double LagSeconds)
{
    /// <summary>Most tables in <see cref="OtherTables"/>.</summary>
    public const int MostTables = 10;

    /// <summary>Records that carried no new level, by reason.</summary>
    [Id(2)] public ImmutableDictionary<string, long> SkippedBy { get; init; } = ImmutableDictionary<string, long>.Empty;

    /// <summary>The first ten tables that records named which are not the mapped one.</summary>
    [Id(3)] public ImmutableSortedSet<string> OtherTables { get; init; } = [];

    /// <summary>When the mapped table was emptied, dropped or renamed last; null when it never was.</summary>
    [Id(4)] public TableEmptied? Emptied { get; init; }

    /// <summary>When the installation started for the first time, UTC; null while that is not known.</summary>
    [Id(5)] public DateTimeOffset? Since { get; init; }

    /// <summary>Adds what a server skipped.</summary>
    public FeedState With(SkippedCounts skipped) => this with
    {
        SkippedBy = SkippedBy.SetItems(skipped.By.Select(reason => KeyValuePair.Create(reason.Key, SkippedBy.GetValueOrDefault(reason.Key) + reason.Value))),
        OtherTables = [.. OtherTables.Union(skipped.OtherTables).Take(MostTables)],
    };
}
