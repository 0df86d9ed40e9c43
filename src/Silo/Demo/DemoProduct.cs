namespace RefillRadar.Silo.Demo;

/// <summary>A product that the demo sells.</summary>
internal sealed record DemoProduct
{
    public required int Id { get; init; }

    public required string Sku { get; init; }

    public required string Name { get; init; }

    public required string Brand { get; init; }

    public required string Category { get; init; }

    /// <summary>Team that refills it.</summary>
    public required string Team { get; init; }

    public required decimal Price { get; init; }

    /// <summary>Share of all sales, relative to the average of 1.</summary>
    public required double Popularity { get; init; }

    /// <summary>Reordered at or under this.</summary>
    public required int Threshold { get; init; }

    /// <summary>What a delivery brings.</summary>
    public required int OrderSize { get; init; }

    /// <summary>Level on the first day.</summary>
    public required int Opening { get; init; }

    /// <summary>From the order to the delivery, in real time.</summary>
    public required TimeSpan LeadTime { get; init; }

    /// <summary>Recovery threshold; null for the threshold itself.</summary>
    public int? Recovery { get; init; }

    /// <summary>How long it has to be low before anybody is told; null for at once.</summary>
    public int? HoldSeconds { get; init; }
}
