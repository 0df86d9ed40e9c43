using RefillRadar.Ingest.Formats.Json;

namespace RefillRadar.Ingest.Formats;

/// <summary>Reads the mapped columns of a row. Errors are sentences that name the column.</summary>
internal static class StockRow
{
    /// <summary>How the error ends for a column that the row does not have.</summary>
    public const string Missing = "is missing";

    /// <summary>The key of the row as it is; a column that is missing there is taken from the row as it was.</summary>
    public static bool TryReadKey(
        scoped in RawRecord record, scoped in RawRow after, scoped in RawRow before, ColumnMapping columns, out ReadOnlySpan<byte> productId, out ReadOnlySpan<byte> warehouse,
        out string error)
    {
        warehouse = default;
        return TryReadProductId(record, after, before, columns.ProductId, out productId, out error)
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
        return TryReadKey(record, record.Before, record.After, columns, out productId, out warehouse, out error);
    }

    /// <summary>The level. An update of DMS need not carry it, as it leaves out what is null: then it is null, unknown. Other rows are whole.</summary>
    public static bool TryReadQuantity(
        scoped in RawRecord record, scoped in RecordHead head, ColumnMapping columns, out decimal? quantity, out string error)
    {
        quantity = null;
        error = "";
        ref readonly var cell = ref record.After.Quantity;
        if (head.Operation == ChangeOperation.Update && (cell.IsMissing ? head.Format == RecordFormat.Dms : IsUnchanged(cell)))
            return true;
        if (head.Format == RecordFormat.Debezium && cell.IsString)
        {
            var scale = record.After.QuantityScale != 0 ? record.After.QuantityScale : record.QuantityScale;
            if (scale != 0)
                return TryReadScaled(cell, DecimalScale.Digits(scale), columns.Quantity, out quantity, out error);
            if (!record.HasSchema && MayBeDecimal(cell, record.Before.Quantity))
            {
                error = Ambiguous(columns.Quantity, cell);
                return false;
            }
        }

        if (!Quantities.TryRead(cell, out var value, out var problem))
        {
            error = $"column {columns.Quantity} {problem}";
            return false;
        }

        quantity = value;
        return true;
    }

    // What PostgreSQL did not log, as it did not change.
    private static bool IsUnchanged(scoped in Cell cell) => cell.IsString && cell.Text.SequenceEqual("__debezium_unavailable_value"u8);

    private static bool TryReadScaled(scoped in Cell cell, int scale, string column, out decimal? quantity, out string error)
    {
        quantity = null;
        error = $"column {column} is not the base64 of a decimal: {Reason.Quote(cell.Text)}";
        if (!DecimalText.TryRead(cell.Text, scale, out var value) || value is < -Quantities.Max or > Quantities.Max)
            return false;
        (quantity, error) = (value, "");
        return true;
    }

    // Base64 that is no number, or that may be one although the row before had numbers: no setting of Debezium writes both.
    private static bool MayBeDecimal(scoped in Cell cell, scoped in Cell before) =>
        DecimalText.IsBase64(cell.Text) && (HasLetters(cell) || before.IsNumber || (before.IsString && DecimalText.IsBase64(before.Text) && HasLetters(before)));

    private static bool HasLetters(scoped in Cell cell) => cell.Text.ContainsAnyExceptInRange((byte)'0', (byte)'9');

    private static string Ambiguous(string column, scoped in Cell cell) =>
        $"column {column} looks like a DECIMAL in base64, and without its schema it cannot be read: {Reason.Quote(cell.Text)}. Set decimal.handling.mode=string in Debezium, or have the schema sent";

    private static bool TryReadProductId(
        scoped in RawRecord record, scoped in RawRow after, scoped in RawRow before, string column, out ReadOnlySpan<byte> id, out string error)
    {
        ref readonly var row = ref after;
        if (after.ProductId.IsMissing || (after.ProductId.IsNull && !before.ProductId.IsMissing))
            row = ref before;
        ref readonly var cell = ref row.ProductId;
        var scale = row.ProductIdScale != 0 ? row.ProductIdScale : record.ProductIdScale;
        id = default;
        if (cell.IsString && scale != 0)
        {
            var isRead = DecimalText.TryRead(cell.Text, DecimalScale.Digits(scale), out var value);
            error = isRead ? "" : $"column {column} is not the base64 of a decimal: {Reason.Quote(cell.Text)}";
            id = isRead ? DecimalText.Digits(value) : default;
            return isRead;
        }

        // Nobody ends an id like this, except for base64.
        if (cell.IsString && cell.Text is [.., (byte)'='] && !record.HasSchema && !record.HasMetadata && record.Type.IsMissing && DecimalText.IsBase64(cell.Text))
        {
            error = Ambiguous(column, cell);
            return false;
        }

        return TryReadColumn(after.ProductId, before.ProductId, column, out id, out error);
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
