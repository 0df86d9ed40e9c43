namespace RefillRadar.Silo.Adapters.Embedded.Shop;

/// <summary>Which columns of the stock table hold what (<c>RefillRadar:Columns</c>). The defaults are the original schema's.</summary>
internal sealed record ShopColumns
{
    /// <summary>Product id.</summary>
    public string ProductId { get; init; } = "product_id";

    /// <summary>Level.</summary>
    public string Quantity { get; init; } = "quantity_available";

    /// <summary>Warehouse; null or empty where there is none.</summary>
    public string? Warehouse { get; init; }

    /// <summary>When the row was written last; null or empty where there is none.</summary>
    public string? UpdatedAt { get; init; } = "last_updated";

    /// <summary>Whether stock keys are written in upper case (<c>RefillRadar:Columns:IgnoreCase</c>).</summary>
    public bool IgnoreCase { get; init; }
}
