using System.Collections.Immutable;
using Orleans;

namespace RefillRadar.Grains.Stock.Partition;

/// <summary>The levels of a partition, to be compared with those of a source.</summary>
/// <param name="IsComplete">False while the partition still reads changes again after an unclean stop.</param>
/// <param name="Levels">Levels of rows that are not known to be deleted.</param>
[GenerateSerializer, Immutable, Alias("refillradar.known-levels")]
public sealed record KnownLevels([property: Id(0)] bool IsComplete, [property: Id(1)] ImmutableArray<KnownLevel> Levels);
