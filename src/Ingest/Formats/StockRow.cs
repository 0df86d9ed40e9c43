using RefillRadar.Ingest.Formats.Json;

namespace RefillRadar.Ingest.Formats;

/// <summary>Reads the mapped columns of a row. Errors are sentences that name the column.</summary>
internal static class StockRow
{
    /// <summary>The key of the row as it is; a column that is missing there is taken from the row as it was.</summary>
    public static bool TryReadKey(
        scoped in RawRow after, scoped in RawRow before, ColumnMapping columns, out ReadOnlySpan<byte> productId, out ReadOnlySpan<byte> warehouse,
        out string error)
    {
        warehouse = default;
        return TryReadColumn(after.ProductId, before.ProductId, columns.ProductId, out productId, out error)
            && (columns.Warehouse is null
                || TryReadWarehouse(after.Warehouse, before.Warehouse, columns.Warehouse, out warehouse, out error))
            && IsShortEnough(productId, warehouse, out error);
    }

    /// <summary>
    /// The key of the row as it was; empty when the record does not say that it was another. A before-image can hold only
    /// what changed, or strings where the row has numbers.
    /// </summary>
    public static bool TryReadOldKey(
        scoped in RawRecord record, ColumnMapping columns, out ReadOnlySpan<byte> productId, out ReadOnlySpan<byte> warehouse,
        out string error)
    {
        productId = default;
        warehouse = default;
        error = "";
        ref readonly var before = ref record.Before;
        var hasWarehouse = columns.Warehouse is not null && !before.Warehouse.IsMissing;
        if ((before.ProductId.IsMissing || before.ProductId.IsNull) && !hasWarehouse)
            return true;
        if (!hasWarehouse && before.ProductId.Kind == record.After.ProductId.Kind && before.ProductId.Text.SequenceEqual(record.After.ProductId.Text))
            return true;
        return TryReadKey(record.Before, record.After, columns, out productId, out warehouse, out error);
    }

    /// <summary>The level. An update need not carry it: then it is null, unknown.</summary>
    public static bool TryReadQuantity(
        scoped in RawRow row, ChangeOperation operation, ColumnMapping columns, out decimal? quantity, out string error)
    {
        quantity = null;
        error = "";
        if (row.Quantity.IsMissing && operation == ChangeOperation.Update)
            return true;
        if (!Quantities.TryRead(row.Quantity, out var value, out var problem))
        {
            error = $"column {columns.Quantity} {problem}";
            return false;
        }

        quantity = value;
        return true;
    }

    private static bool TryReadColumn(scoped in Cell first, scoped in Cell second, string column, out ReadOnlySpan<byte> id, out string error)
    {
        var useSecond = first.IsMissing || (first.IsNull && !second.IsMissing);
        var isNumeric = first.IsNumber || second.IsNumber;
        var isRead = StockIds.TryRead(useSecond ? second : first, isNumeric, out id, out var problem);
        error = isRead ? "" : $"column {column} {problem}";
        return isRead;
    }

    /// <summary>A warehouse that is null or empty is none; one that is missing is an error, as the level would go to a wrong key.</summary>
    private static bool TryReadWarehouse(scoped in Cell first, scoped in Cell second, string column, out ReadOnlySpan<byte> id, out string error)
    {
        ref readonly var cell = ref first;
        if (first.IsMissing)
            cell = ref second;
        id = default;
        error = "";
        return cell.IsNull || (cell.IsString && cell.Text.IsEmpty) || TryReadColumn(first, second, column, out id, out error);
    }

    private static bool IsShortEnough(ReadOnlySpan<byte> productId, ReadOnlySpan<byte> warehouse, out string error)
    {
        var isTooLong = StockIds.IsTooLong(productId, warehouse);
        error = isTooLong ? $"The stock key is longer than {StockIds.LongestKey} characters: {Reason.Quote(productId)}" : "";
        return !isTooLong;
    }
}
