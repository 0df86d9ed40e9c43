using System.Collections.Immutable;
using Orleans;

namespace RefillRadar.Grains.Thresholds;

/// <summary>The rows of one version of the threshold file.</summary>
/// <param name="Version">Version of the file; null when none was ever accepted.</param>
/// <param name="Rows">The rows.</param>
/// <param name="Since">When they came into force, UTC.</param>
[GenerateSerializer, Immutable, Alias("refillradar.threshold-rows")]
public sealed record ThresholdRows(
    [property: Id(0)] string? Version, [property: Id(1)] ImmutableArray<ThresholdRow> Rows, [property: Id(2)] DateTimeOffset Since = default);
