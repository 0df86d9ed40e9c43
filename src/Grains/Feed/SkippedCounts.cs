using System.Collections.Immutable;
using Orleans;

namespace RefillRadar.Grains.Feed;

/// <summary>Records of one server that carried no new level.</summary>
/// <param name="By">How many, by reason.</param>
/// <param name="OtherTables">Tables that they named which are not the mapped one, a few of them.</param>
[GenerateSerializer, Immutable, Alias("refillradar.skipped-counts")]
public sealed record SkippedCounts([property: Id(0)] ImmutableDictionary<string, long> By, [property: Id(1)] ImmutableArray<string> OtherTables)
{
    /// <summary>None.</summary>
    public static SkippedCounts None { get; } = new(ImmutableDictionary<string, long>.Empty, []);
}
