using RefillRadar.Grains.Alerts;

namespace RefillRadar.Dashboard.Components.Charts;

/// <summary>One span of a heat strip.</summary>
/// <param name="Bucket">What opened in it.</param>
/// <param name="Heat">0 for nothing, 1 to 4 by how much.</param>
internal sealed record HeatCell(AlertBucket Bucket, int Heat);
