using RefillRadar.Ingest.Formats.Json;

namespace RefillRadar.Ingest.Formats;

/// <summary>The mapped columns of a row image, unchecked.</summary>
internal ref struct RawRow
{
    public Cell ProductId;
    public Cell Quantity;
    public Cell Warehouse;
    public Cell UpdatedAt;

    /// <summary>Scale of a level that is written with it: <see cref="DecimalScale"/>.</summary>
    public short QuantityScale;

    /// <inheritdoc cref="QuantityScale"/>
    public short ProductIdScale;

    /// <summary>Whether the record has this image at all.</summary>
    public bool IsPresent;
}
