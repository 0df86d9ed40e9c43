using Orleans;

namespace RefillRadar.Grains.Thresholds;

/// <summary>One row of the threshold file. Values left empty are null and fall back to the installation's defaults.</summary>
[GenerateSerializer, Immutable, Alias("refillradar.threshold-row")]
public sealed record ThresholdRow
{
    /// <summary>The product id that stands for every product without a row of its own.</summary>
    public const string Wildcard = "*";

    /// <summary>Line of the file, the header being line 1.</summary>
    [Id(0)] public required int Line { get; init; }

    /// <summary>Product id, or <see cref="Wildcard"/> for a default.</summary>
    [Id(1)] public required string ProductId { get; init; }

    /// <summary>Product name; empty for a default.</summary>
    [Id(2)] public required string Name { get; init; }

    /// <summary>Low at or under this; null on a product's row means that its category's default applies.</summary>
    [Id(3)] public decimal? Threshold { get; init; }

    /// <summary>Only for this warehouse.</summary>
    [Id(4)] public string? Warehouse { get; init; }

    /// <summary>The product's category, or the category a default is for.</summary>
    [Id(5)] public string? Category { get; init; }

    /// <summary>Team that is told.</summary>
    [Id(6)] public string? Team { get; init; }

    /// <summary>An episode ends above this.</summary>
    [Id(7)] public decimal? RecoveryThreshold { get; init; }

    /// <summary>Seconds the level has to be low before the alert fires.</summary>
    [Id(8)] public int? HoldSeconds { get; init; }

    /// <summary>Days that a reorder takes.</summary>
    [Id(9)] public double? LeadTimeDays { get; init; }

    /// <summary>Minutes after which a notice is repeated; 0 means never.</summary>
    [Id(10)] public int? RepeatMinutes { get; init; }

    /// <summary>False takes the products it wins for out of watch.</summary>
    [Id(11)] public bool Enabled { get; init; } = true;

    /// <summary>Whether the row is a default for many products.</summary>
    public bool IsDefault => ProductId == Wildcard;
}
