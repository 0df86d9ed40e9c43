namespace RefillRadar.Silo.Demo;

/// <summary>A sale (less) or a delivery (more) of one product.</summary>
internal readonly record struct StockMove(int ProductId, int Quantity)
{
    /// <summary>Whether it is a delivery.</summary>
    public bool IsDelivery => Quantity > 0;
}
