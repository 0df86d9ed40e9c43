using Orleans;

namespace RefillRadar.Grains.Contracts;

/// <summary>The level of one product now, as lists, the hub and the pages show it.</summary>
[GenerateSerializer, Immutable, Alias("refillradar.product-level")]
public sealed record ProductLevel
{
    /// <summary>Stock key: product id, or <c>product@warehouse</c>.</summary>
    [Id(0)] public required string Key { get; init; }

    /// <summary>Product id.</summary>
    [Id(1)] public required string ProductId { get; init; }

    /// <summary>Warehouse, where a column for it is mapped.</summary>
    [Id(2)] public string? Warehouse { get; init; }

    /// <summary>Name from the threshold row; the product id when there is none.</summary>
    [Id(3)] public required string ProductName { get; init; }

    /// <summary>Category from the threshold row.</summary>
    [Id(4)] public string? Category { get; init; }

    /// <summary>Team that is told; null when untracked.</summary>
    [Id(5)] public string? Team { get; init; }

    /// <summary>On hand; null when a threshold row exists but no level was ever seen, or the row was deleted.</summary>
    [Id(6)] public decimal? Quantity { get; init; }

    /// <summary>Low at or under this; null when untracked.</summary>
    [Id(7)] public decimal? Threshold { get; init; }

    /// <summary>An episode ends above this; null when untracked.</summary>
    [Id(8)] public decimal? RecoveryThreshold { get; init; }

    /// <summary>State of its episode, or why there is none.</summary>
    [Id(9)] public ProductStatus Status { get; init; }

    /// <summary>How bad the open episode is; null without one.</summary>
    [Id(10)] public AlertSeverity? Severity { get; init; }

    /// <summary>Id of the open episode's alert; null without one.</summary>
    [Id(11)] public string? AlertId { get; init; }

    /// <summary>On hand divided by demand per day; null while demand is unknown or zero.</summary>
    [Id(12)] public double? DaysOfCover { get; init; }

    /// <summary>When the stock runs out at this demand; null like <see cref="DaysOfCover"/>.</summary>
    [Id(13)] public DateTimeOffset? StockOutAt { get; init; }

    /// <summary>Days of cover are fewer than the lead time of the threshold row.</summary>
    [Id(14)] public bool Soon { get; init; }

    /// <summary>The level comes from a snapshot and changes since are still being read again.</summary>
    [Id(15)] public bool Stale { get; init; }

    /// <summary>When the level changed last; null when no level was ever seen.</summary>
    [Id(16)] public DateTimeOffset? UpdatedAt { get; init; }
}
