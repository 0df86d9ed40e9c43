using RefillRadar.Ingest.Formats;
using RefillRadar.Silo.Adapters.Embedded.Shop;

namespace RefillRadar.Silo.Configuration;

/// <summary>Reads which shop database is watched, if any.</summary>
internal static class ShopSettingsParser
{
    /// <summary>
    /// The shop, or null. Without any setting it is our own shop with the original tables; whoever names other tables or columns and no file
    /// posts records.
    /// </summary>
    public static ShopOptions? Parse(SettingsReader reader, ColumnMapping columns, string ownPath)
    {
        var path = reader.Text("Shop:Path");
        var type = reader.Choice("Source:Type", path is not null || AreOriginal(columns) ? SourceType.Sqlite : SourceType.None);
        if (type == SourceType.None)
        {
            if (path is not null)
                reader.Fail("Shop:Path", "has to be absent when RefillRadar:Source:Type is None.");
            return null;
        }

        if (path is null && !AreOriginal(columns))
            reader.Fail("Shop:Path", "is missing: the SQLite file that has the table and columns of RefillRadar:Source and RefillRadar:Columns. Without one, set RefillRadar:Source:Type to None and post records.");
        return new ShopOptions
        {
            Path = path is null ? ownPath : Path.GetFullPath(path),
            IsOwn = path is null,
            Schema = columns.Schema,
            Table = columns.Table,
            Columns = new ShopColumns
            {
                ProductId = columns.ProductId,
                Quantity = columns.Quantity,
                Warehouse = columns.Warehouse,
                UpdatedAt = columns.UpdatedAt,
                IgnoreCase = columns.IgnoreCase,
            },
        };
    }

    private static bool AreOriginal(ColumnMapping columns)
    {
        var original = new ColumnMapping();
        return IsSame(columns.Table, original.Table) && IsSame(columns.ProductId, original.ProductId) && IsSame(columns.Quantity, original.Quantity)
            && columns.Warehouse is null && (columns.UpdatedAt is null || IsSame(columns.UpdatedAt, original.UpdatedAt!));
    }

    private static bool IsSame(string name, string other) => string.Equals(name, other, StringComparison.OrdinalIgnoreCase);
}
