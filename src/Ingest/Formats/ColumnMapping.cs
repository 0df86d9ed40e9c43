using RefillRadar.Ingest.Formats.Json;

namespace RefillRadar.Ingest.Formats;

/// <summary>
/// Which table holds the stock levels and which of its columns play which part. The defaults are the original schema.
/// Names match without regard to the case of ASCII letters. Blank names are refused with an <see cref="ArgumentException"/>.
/// </summary>
public sealed class ColumnMapping
{
    private readonly EncodedName _productId = new("product_id");
    private readonly EncodedName _quantity = new("quantity_available");
    private readonly EncodedName? _warehouse;
    private readonly EncodedName? _updatedAt = new("last_updated");
    private readonly EncodedName _schema = new("HASP");
    private readonly EncodedName _table = new("inventory");

    /// <summary>Column of the product id, default <c>product_id</c>.</summary>
    public string ProductId
    {
        get => _productId.Text;
        init => _productId = new EncodedName(value);
    }

    /// <summary>Column of the level, default <c>quantity_available</c>.</summary>
    public string Quantity
    {
        get => _quantity.Text;
        init => _quantity = new EncodedName(value);
    }

    /// <summary>Column of the warehouse; null, the default, when levels are per product.</summary>
    public string? Warehouse
    {
        get => _warehouse?.Text;
        init => _warehouse = string.IsNullOrWhiteSpace(value) ? null : new EncodedName(value);
    }

    /// <summary>Column of the row's own time, default <c>last_updated</c>; tells the lag only where the record has no other time; null when there is none.</summary>
    public string? UpdatedAt
    {
        get => _updatedAt?.Text;
        init => _updatedAt = string.IsNullOrWhiteSpace(value) ? null : new EncodedName(value);
    }

    /// <summary>Schema (database) of the table, default <c>HASP</c>. A record that names another is ignored.</summary>
    public string Schema
    {
        get => _schema.Text;
        init => _schema = new EncodedName(value);
    }

    /// <summary>The table, default <c>inventory</c>. A record that names another is ignored.</summary>
    public string Table
    {
        get => _table.Text;
        init => _table = new EncodedName(value);
    }

    /// <summary>
    /// Whether ids and warehouses that differ only by case are the same, as in databases with a case-insensitive collation. They are written in
    /// upper case then. Default false.
    /// </summary>
    public bool IgnoreCase { get; init; }

    /// <summary>The part the named column plays.</summary>
    internal Column Find(ReadOnlySpan<byte> name)
    {
        if (_productId.Matches(name))
            return Column.ProductId;
        if (_quantity.Matches(name))
            return Column.Quantity;
        if (_updatedAt is not null && _updatedAt.Matches(name))
            return Column.UpdatedAt;
        return _warehouse is not null && _warehouse.Matches(name) ? Column.Warehouse : Column.None;
    }

    /// <summary>Whether a record of this schema and table is ours. One that names neither is.</summary>
    internal bool IsOurs(in Cell schema, in Cell table) =>
        (table.Text.IsEmpty || _table.Matches(table.Text)) && (schema.Text.IsEmpty || _schema.Matches(schema.Text));
}
