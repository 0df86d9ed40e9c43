using System.Collections.Immutable;
using Orleans;

namespace RefillRadar.Grains.Feed;

/// <summary>Records of one server that carried no new level.</summary>
/// <param name="By">How many, by reason.</param>
/// <param name="OtherTables">Tables that they named which are not the mapped one, a few of them.</param>
/// <param name="Emptied">The mapped table, if a record said that it was emptied, dropped or renamed.</param>
[GenerateSerializer, Immutable, Alias("refillradar.skipped-counts")]
public sealed record SkippedCounts([property: Id(0)] ImmutableDictionary<string, long> By, [property: Id(1)] ImmutableArray<string> OtherTables, [property: Id(2)] string? Emptied = null)
{
    /// <summary>None.</summary>
    public static SkippedCounts None { get; } = new(ImmutableDictionary<string, long>.Empty, []);
}
