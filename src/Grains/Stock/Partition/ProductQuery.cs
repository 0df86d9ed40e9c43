using Orleans;

namespace RefillRadar.Grains.Stock.Partition;

/// <summary>Which products to list, in order of their keys.</summary>
[GenerateSerializer, Immutable, Alias("refillradar.product-query")]
public sealed record ProductQuery
{
    /// <summary>Part of the key, name, category or team, any case.</summary>
    [Id(0)] public string? Search { get; init; }

    /// <summary><c>untracked, normal, pending, firing, acknowledged, snoozed</c>, or <c>low, out, soon, stale</c>; null for all.</summary>
    [Id(1)] public string? Status { get; init; }

    /// <summary>Rows of a page, 1 to 1,000.</summary>
    [Id(2)] public int Limit { get; init; } = 100;

    /// <summary>Last key of the page before.</summary>
    [Id(3)] public string? Cursor { get; init; }
}
