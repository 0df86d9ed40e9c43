using Orleans;
using RefillRadar.Grains.Alerts;

namespace RefillRadar.Grains.Contracts;

/// <summary>One episode of one product being low, as the API, the hub and the pages show it. Times are UTC; null when not reached.</summary>
[GenerateSerializer, Immutable, Alias("refillradar.alert")]
public sealed record Alert
{
    /// <summary>Episode id: URL-safe, and the same however often the change that opened it is replayed.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>Product id as text, whatever type the column has.</summary>
    [Id(1)] public required string ProductId { get; init; }

    /// <summary>Name from the threshold row.</summary>
    [Id(2)] public required string ProductName { get; init; }

    /// <summary>Warehouse, where a column for it is mapped.</summary>
    [Id(3)] public string? Warehouse { get; init; }

    /// <summary>Team that is told.</summary>
    [Id(4)] public required string Team { get; init; }

    /// <summary>Category from the threshold row.</summary>
    [Id(5)] public string? Category { get; init; }

    /// <summary>How bad it is, or was at worst once resolved.</summary>
    [Id(6)] public AlertSeverity Severity { get; init; }

    /// <summary>Where the episode stands.</summary>
    [Id(7)] public AlertStatus Status { get; init; }

    /// <summary>Current level.</summary>
    [Id(8)] public decimal Quantity { get; init; }

    /// <summary>Low at or under this level.</summary>
    [Id(9)] public decimal Threshold { get; init; }

    /// <summary>Resolves above this level.</summary>
    [Id(10)] public decimal RecoveryThreshold { get; init; }

    /// <summary>When the level fell to the threshold.</summary>
    [Id(11)] public DateTimeOffset OpenedAt { get; init; }

    /// <summary>When the hold was over and the alert fired.</summary>
    [Id(12)] public DateTimeOffset? FiredAt { get; init; }

    /// <summary>When somebody acknowledged it.</summary>
    [Id(13)] public DateTimeOffset? AcknowledgedAt { get; init; }

    /// <summary>Who acknowledged or snoozed it last.</summary>
    [Id(14)] public string? AcknowledgedBy { get; init; }

    /// <summary>Until when it is snoozed; 9999-12-31 means until it is restocked.</summary>
    [Id(15)] public DateTimeOffset? SnoozedUntil { get; init; }

    /// <summary>When it ended.</summary>
    [Id(16)] public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>Why it ended.</summary>
    [Id(17)] public ResolvedReason? ResolvedReason { get; init; }

    /// <summary>When its last notice was sent.</summary>
    [Id(18)] public DateTimeOffset? LastNotifiedAt { get; init; }

    /// <summary>How many notices were sent for it.</summary>
    [Id(19)] public int Notifications { get; init; }
}
