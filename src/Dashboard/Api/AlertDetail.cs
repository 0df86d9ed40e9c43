using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Dashboard.Api;

/// <summary>One alert with its history, oldest first.</summary>
internal sealed record AlertDetail(
    string Id,
    string ProductId,
    string ProductName,
    string? Warehouse,
    string Team,
    string? Category,
    AlertSeverity Severity,
    AlertStatus Status,
    decimal Quantity,
    decimal Threshold,
    decimal RecoveryThreshold,
    DateTimeOffset OpenedAt,
    DateTimeOffset? FiredAt,
    DateTimeOffset? AcknowledgedAt,
    string? AcknowledgedBy,
    DateTimeOffset? SnoozedUntil,
    DateTimeOffset? ResolvedAt,
    ResolvedReason? ResolvedReason,
    DateTimeOffset? LastNotifiedAt,
    int Notifications,
    IReadOnlyList<AlertEvent> History)
{
    public static AlertDetail Of(AlertRow row)
    {
        var alert = row.Alert;
        return new AlertDetail(
            alert.Id, alert.ProductId, alert.ProductName, alert.Warehouse, alert.Team, alert.Category, alert.Severity, alert.Status,
            alert.Quantity, alert.Threshold, alert.RecoveryThreshold, alert.OpenedAt, alert.FiredAt, alert.AcknowledgedAt,
            alert.AcknowledgedBy, alert.SnoozedUntil, alert.ResolvedAt, alert.ResolvedReason, alert.LastNotifiedAt, alert.Notifications,
            row.History.IsDefault ? [] : row.History);
    }
}
