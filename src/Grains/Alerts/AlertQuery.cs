using System.Collections.Immutable;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Grains.Alerts;

/// <summary>Which alerts to list, newest opened first. A filter left empty does not filter.</summary>
public sealed record AlertQuery
{
    /// <summary>Most rows of one page.</summary>
    public const int MaxLimit = 1000;

    /// <summary>Statuses wanted; empty means all but <see cref="AlertStatus.Pending"/>.</summary>
    public ImmutableArray<AlertStatus> Statuses { get; init; } = [];

    /// <summary>Severity wanted.</summary>
    public AlertSeverity? Severity { get; init; }

    /// <summary>Exact product id.</summary>
    public string? ProductId { get; init; }

    /// <summary>Exact warehouse.</summary>
    public string? Warehouse { get; init; }

    /// <summary>Exact team.</summary>
    public string? Team { get; init; }

    /// <summary>Opened at or after this time.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Opened before this time.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Rows of a page, 1 to <see cref="MaxLimit"/>.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>Where the last page ended, as its answer said.</summary>
    public string? Cursor { get; init; }
}
