namespace RefillRadar.Silo.Adapters.Embedded.Shop;

/// <summary>One captured change, or one row of a full load. Cells are as SQLite holds them: long, double, string, byte[] or null.</summary>
internal sealed record ShopRow
{
    /// <summary>Operation of a row that turned out to be no change.</summary>
    public const string Nothing = "nothing";

    /// <summary>Its place in the source's order; of a load, the place that the whole load has.</summary>
    public required long Id { get; init; }

    /// <summary>When it happened, as <see cref="ShopTime"/> writes it.</summary>
    public required string At { get; init; }

    /// <summary><c>load</c>, <c>insert</c>, <c>update</c>, <c>delete</c> or <see cref="Nothing"/>.</summary>
    public required string Operation { get; init; }

    /// <summary>Product id; of a delete, the one that is gone.</summary>
    public object? ProductId { get; init; }

    /// <summary>Level; of a delete, the last one.</summary>
    public object? Quantity { get; init; }

    /// <summary>Warehouse, where mapped.</summary>
    public object? Warehouse { get; init; }

    /// <summary>When the row says it was written, where mapped.</summary>
    public object? UpdatedAt { get; init; }

    /// <summary>Product id before.</summary>
    public object? OldProductId { get; init; }

    /// <summary>Level before.</summary>
    public object? OldQuantity { get; init; }

    /// <summary>Warehouse before.</summary>
    public object? OldWarehouse { get; init; }

    /// <summary>A random number made with the change: tells it from another change of the same id in a restored file.</summary>
    public long Token { get; init; }

    /// <summary>Whether there is a row before it to speak of.</summary>
    public bool HasBefore => Operation is "update" or "delete";
}
