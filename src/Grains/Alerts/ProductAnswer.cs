using System.Collections.Immutable;
using Orleans;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Stock.Levels;

namespace RefillRadar.Grains.Alerts;

/// <summary>What a product knows after a call.</summary>
[GenerateSerializer, Immutable, Alias("refillradar.product-answer")]
internal sealed record ProductAnswer
{
    /// <summary>Newest level known, and its position.</summary>
    [Id(0)] public StockLevel Level { get; init; }

    /// <summary>Rises with each decision; at least that of the call.</summary>
    [Id(1)] public long Revision { get; init; }

    /// <summary>The band in which the product need not be asked.</summary>
    [Id(2)] public Tripwire Tripwire { get; init; }

    /// <summary>State of the episode.</summary>
    [Id(3)] public ProductStatus Status { get; init; }

    /// <summary>The open episode's alert, if any.</summary>
    [Id(4)] public Alert? Open { get; init; }

    /// <summary>Whether the row is deleted.</summary>
    [Id(5)] public bool Deleted { get; init; }

    /// <summary>When to ask again though nothing changes; null when never.</summary>
    [Id(6)] public DateTimeOffset? Due { get; init; }

    /// <summary>Alerts that this call opened, changed or ended.</summary>
    [Id(7)] public ImmutableArray<Alert> Changed { get; init; } = [];

    /// <summary>Why the action was refused; null when done or none was asked.</summary>
    [Id(8)] public string? Refused { get; init; }

    /// <summary>Whether anything was decided.</summary>
    [Id(9)] public bool Decided { get; init; }
}
