namespace RefillRadar.Grains.Stock.Order;

/// <summary>What happened to a stock row.</summary>
public enum StockOperation : byte
{
    /// <summary>The row as it is, from a full load: no statement about what it was before.</summary>
    Load,

    /// <summary>A new row.</summary>
    Insert,

    /// <summary>A changed row.</summary>
    Update,

    /// <summary>The row is gone, or moved to another key.</summary>
    Delete,
}
