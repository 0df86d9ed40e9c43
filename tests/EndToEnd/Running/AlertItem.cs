namespace RefillRadar.Tests.EndToEnd.Running;

/// <summary>An alert as the contract writes it; on purpose not the product's own type.</summary>
internal sealed record AlertItem(
    string Id,
    string ProductId,
    string ProductName,
    string? Warehouse,
    string Team,
    string? Category,
    string Severity,
    string Status,
    decimal Quantity,
    decimal Threshold,
    decimal RecoveryThreshold,
    DateTimeOffset OpenedAt,
    DateTimeOffset? FiredAt,
    DateTimeOffset? AcknowledgedAt,
    string? AcknowledgedBy,
    DateTimeOffset? SnoozedUntil,
    DateTimeOffset? ResolvedAt,
    string? ResolvedReason,
    DateTimeOffset? LastNotifiedAt,
    int Notifications);
