namespace RefillRadar.Ingest.Formats;

/// <summary>The part a column plays.</summary>
internal enum Column : byte
{
    None,
    ProductId,
    Quantity,
    Warehouse,
    UpdatedAt,
}
