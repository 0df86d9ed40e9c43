using System.Collections.Immutable;
using Orleans;

namespace RefillRadar.Grains.Thresholds;

/// <summary>The rows of one version of the threshold file.</summary>
[GenerateSerializer, Immutable, Alias("refillradar.threshold-rows")]
public sealed record ThresholdRows([property: Id(0)] string? Version, [property: Id(1)] ImmutableArray<ThresholdRow> Rows);
