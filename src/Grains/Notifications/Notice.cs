using Orleans;
using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Grains.Notifications;

/// <summary>One thing a team has to be told. Owed by its product until a mail that holds it was sent.</summary>
[GenerateSerializer, Immutable, Alias("refillradar.notice")]
public sealed record Notice
{
    /// <summary>Episode id and a number: the same when the same decision is replayed.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>Id of the episode's alert.</summary>
    [Id(1)] public required string AlertId { get; init; }

    /// <summary>Stock key.</summary>
    [Id(2)] public required string Key { get; init; }

    /// <summary>What it says.</summary>
    [Id(3)] public NoticeKind Kind { get; init; }

    /// <summary>When it was decided, UTC: group waits count from here.</summary>
    [Id(4)] public DateTimeOffset At { get; init; }

    /// <summary>Team that is told.</summary>
    [Id(5)] public required string Team { get; init; }

    /// <summary>Product name as the threshold row has it.</summary>
    [Id(6)] public required string ProductName { get; init; }

    /// <summary>Category, if known.</summary>
    [Id(7)] public string? Category { get; init; }

    /// <summary>How bad it is, or was at worst once resolved.</summary>
    [Id(8)] public AlertSeverity Severity { get; init; }

    /// <summary>The level then.</summary>
    [Id(9)] public decimal Quantity { get; init; }

    /// <summary>The threshold then.</summary>
    [Id(10)] public decimal Threshold { get; init; }

    /// <summary>When the episode opened, UTC.</summary>
    [Id(11)] public DateTimeOffset OpenedAt { get; init; }

    /// <summary>How much came in with the change that ended it.</summary>
    [Id(12)] public decimal? Received { get; init; }

    /// <summary>Why it ended.</summary>
    [Id(13)] public ResolvedReason? ResolvedReason { get; init; }

    /// <summary>Whether it is told within a second instead of waiting for its group.</summary>
    public bool IsUrgent => Kind != NoticeKind.Resolved && Kind != NoticeKind.Repeat && Severity == AlertSeverity.Out;
}
