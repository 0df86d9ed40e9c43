using RefillRadar.Grains.Alerts;

namespace RefillRadar.Dashboard.Components.Charts;

/// <summary>One stacked bar: out below, low above it.</summary>
internal sealed record Bar(AlertBucket Bucket, double X, double Width, double OutHeight, double LowHeight);
