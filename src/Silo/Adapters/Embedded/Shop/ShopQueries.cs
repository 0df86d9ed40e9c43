using Microsoft.Data.Sqlite;
using RefillRadar.Silo.Adapters.Embedded.Sqlite;

namespace RefillRadar.Silo.Adapters.Embedded.Shop;

/// <summary>What the feed and the change log read from the shop.</summary>
internal static class ShopQueries
{
    private const string Columns =
        "id, at, operation, product_id, quantity, warehouse, updated_at, old_product_id, old_quantity, old_warehouse, token";

    /// <summary>The last id that was given out; 0 before capture was installed.</summary>
    public static long Head(this SqliteSession session) =>
        session.Scalar<long>("SELECT seq FROM sqlite_sequence WHERE name = 'refillradar_changes'");

    /// <summary>The token of a change; null when it is not there (any more).</summary>
    public static long? TokenAt(this SqliteSession session, long id) =>
        session.Scalar<object>("SELECT token FROM refillradar_changes WHERE id = $id", ("$id", id)) as long?;

    /// <summary>The first id that is kept; null when there is none.</summary>
    public static long? FirstId(this SqliteSession session) => session.Scalar<object>("SELECT MIN(id) FROM refillradar_changes") as long?;

    /// <summary>Changes after an id, in order.</summary>
    public static List<ShopRow> ChangesAfter(this SqliteSession session, ShopOptions options, long id, int limit) => session.Checked(options, session.Query(
        $"SELECT {Columns} FROM refillradar_changes WHERE id > $id ORDER BY id LIMIT $limit", Change, ("$id", id), ("$limit", limit)));

    /// <summary>Changes after an id and up to another that happened at or after a time, in order.</summary>
    public static List<ShopRow> ChangesSince(this SqliteSession session, ShopOptions options, long id, long head, DateTimeOffset since, int limit) =>
        session.Checked(options, session.Query(
            $"SELECT {Columns} FROM refillradar_changes WHERE id > $id AND id <= $head AND at >= $since ORDER BY id LIMIT $limit",
            Change, ("$id", id), ("$head", head), ("$since", ShopTime.Format(since)), ("$limit", limit)));

    /// <summary>Every row of the stock table as it is, placed at <paramref name="id"/>.</summary>
    public static IEnumerable<ShopRow> Levels(this SqliteSession session, ShopOptions options, long id, DateTimeOffset at)
    {
        var columns = options.Columns;
        var stamp = ShopTime.Format(at);
        return session.Stream(
            $"""
            SELECT {SqliteValue.Quote(columns.ProductId)}, {SqliteValue.Quote(columns.Quantity)},
                {Optional(columns.Warehouse)}, {Optional(columns.UpdatedAt)} FROM {SqliteValue.Quote(options.Table)}
            """,
            reader => new ShopRow
            {
                Id = id,
                At = stamp,
                Operation = "load",
                ProductId = Cell(reader, 0),
                Quantity = Cell(reader, 1),
                Warehouse = Cell(reader, 2),
                UpdatedAt = Cell(reader, 3),
            });
    }

    // A row that stood in the way of an OR REPLACE is gone, or the statement did not replace it after all.
    private static List<ShopRow> Checked(this SqliteSession session, ShopOptions options, List<ShopRow> rows)
    {
        for (var index = 0; index < rows.Count; index++)
        {
            if (rows[index].Operation == "check")
                rows[index] = rows[index] with { Operation = session.Has(options, rows[index]) ? ShopRow.Nothing : "delete" };
        }

        return rows;
    }

    private static bool Has(this SqliteSession session, ShopOptions options, ShopRow row)
    {
        var columns = options.Columns;
        var warehouse = string.IsNullOrEmpty(columns.Warehouse) ? "$warehouse IS NULL" : $"{SqliteValue.Quote(columns.Warehouse)} IS $warehouse";
        return session.Scalar<object>(
            $"SELECT 1 FROM {SqliteValue.Quote(options.Table)} WHERE {SqliteValue.Quote(columns.ProductId)} IS $product AND {warehouse}",
            ("$product", row.ProductId), ("$warehouse", row.Warehouse)) is not null;
    }

    private static ShopRow Change(SqliteDataReader reader) => new()
    {
        Id = reader.GetInt64(0),
        At = reader.GetString(1),
        Operation = reader.GetString(2),
        ProductId = Cell(reader, 3),
        Quantity = Cell(reader, 4),
        Warehouse = Cell(reader, 5),
        UpdatedAt = Cell(reader, 6),
        OldProductId = Cell(reader, 7),
        OldQuantity = Cell(reader, 8),
        OldWarehouse = Cell(reader, 9),
        Token = reader.GetInt64(10),
    };

    private static object? Cell(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetValue(column);

    private static string Optional(string? column) => string.IsNullOrEmpty(column) ? "NULL" : SqliteValue.Quote(column);
}
