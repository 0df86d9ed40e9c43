using RefillRadar.Grains.Contracts;

namespace RefillRadar.Dashboard.Components.Alerts;

/// <summary>An alert with which nothing was done.</summary>
/// <param name="Alert">Which one.</param>
/// <param name="Why">A sentence for people.</param>
public sealed record BulkFailure(Alert Alert, string Why);
