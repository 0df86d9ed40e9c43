using RefillRadar.Ingest.Formats.Json;

namespace RefillRadar.Ingest.Formats;

/// <summary>The mapped columns of a row image, unchecked.</summary>
internal ref struct RawRow
{
    public Cell ProductId;
    public Cell Quantity;
    public Cell Warehouse;
    public Cell UpdatedAt;

    /// <summary>Whether the record has this image at all.</summary>
    public bool IsPresent;
}
