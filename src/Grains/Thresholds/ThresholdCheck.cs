using System.Collections.Immutable;

namespace RefillRadar.Grains.Thresholds;

/// <summary>What would become of a threshold file.</summary>
/// <param name="Rows">Its rows; none when it has errors.</param>
/// <param name="Errors">What is wrong with it, a sentence each.</param>
/// <param name="Match">How its rows match the products that have been seen; null when it has errors.</param>
public sealed record ThresholdCheck(ImmutableArray<ThresholdRow> Rows, ImmutableArray<string> Errors, ThresholdMatch? Match);
