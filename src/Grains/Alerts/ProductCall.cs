using System.Collections.Immutable;
using Orleans;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Notifications;
using RefillRadar.Grains.Stock.Levels;
using RefillRadar.Grains.Stock.Order;
using RefillRadar.Grains.Thresholds;

namespace RefillRadar.Grains.Alerts;

/// <summary>What a partition knows and asks.</summary>
[GenerateSerializer, Immutable, Alias("refillradar.product-call")]
internal sealed record ProductCall
{
    /// <summary>The rule in force; null when untracked.</summary>
    [Id(0)] public Rule? Rule { get; init; }

    /// <summary>The partition's level before the changes.</summary>
    [Id(1)] public StockLevel Level { get; init; }

    /// <summary>Changes from the first that tripped, in the source's order.</summary>
    [Id(2)] public ImmutableArray<StockChange> Changes { get; init; } = [];

    /// <summary>How many of the first changes were judged by earlier thresholds when they came: these do not open an episode now.</summary>
    [Id(8)] public int Judged { get; init; }

    /// <summary>What a person does, and to which alert.</summary>
    [Id(3)] public AlertAction? Action { get; init; }

    /// <summary>The alert acted on.</summary>
    [Id(4)] public string? AlertId { get; init; }

    /// <summary>Notices that were sent or refused.</summary>
    [Id(5)] public ImmutableArray<NoticeMark> Marks { get; init; } = [];

    /// <summary>Revision of the last answer that the partition has taken over; 0 when it has none.</summary>
    [Id(6)] public long Revision { get; init; }

    /// <summary>Whether the partition still reads again what came before: its level, and the product's, may be old.</summary>
    [Id(7)] public bool IsStale { get; init; }
}
