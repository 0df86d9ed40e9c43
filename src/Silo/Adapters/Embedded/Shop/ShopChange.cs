using System.Globalization;
using System.Text;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Stock.Order;

namespace RefillRadar.Silo.Adapters.Embedded.Shop;

/// <summary>A shop row as the domain sees it, the same as if it had been posted.</summary>
internal static class ShopChange
{
    /// <summary>The changes that a row means: none when it cannot be read, two when the row moved to another key.</summary>
    public static IEnumerable<StockChange> Of(string source, ShopRow row, ShopColumns columns)
    {
        if (row.Operation == ShopRow.Nothing || Key(row.ProductId, row.Warehouse, columns) is not { } key)
            yield break;
        // A row that is gone is gone, whatever its level was.
        if (!TryQuantity(row.Quantity, out var quantity) && row.Operation != "delete")
            yield break;
        if (!Place.TryParse(Encoding.ASCII.GetBytes(row.Id.ToString(CultureInfo.InvariantCulture)), out var sequence))
            yield break;
        var position = new Position(source, sequence);
        var ticks = ShopTime.Parse(row.At).UtcTicks;
        if (row.Operation == "update" && Key(row.OldProductId, row.OldWarehouse, columns) is { } old && !string.Equals(old, key, StringComparison.Ordinal))
            yield return new StockChange(old, StockOperation.Delete, null, position, ticks);
        yield return row.Operation switch
        {
            "load" => new StockChange(key, StockOperation.Load, quantity, position, ticks),
            "insert" => new StockChange(key, StockOperation.Insert, quantity, position, ticks),
            "update" => new StockChange(key, StockOperation.Update, quantity, position, ticks),
            _ => new StockChange(key, StockOperation.Delete, null, position, ticks),
        };
    }

    /// <summary>The stock key of two cells; null when they make none.</summary>
    public static string? Key(object? productId, object? warehouse, ShopColumns columns)
    {
        if (productId is null)
            return null;
        var (id, place) = (IdText(productId), warehouse is null ? "" : IdText(warehouse));
        if (string.IsNullOrWhiteSpace(id) || id.Any(char.IsControl) || place.Any(char.IsControl))
            return null;
        var key = StockKey.Of(id.Trim(), place.Trim());
        return key.Length > StockKey.MaxLength ? null : columns.IgnoreCase ? key.ToUpperInvariant() : key;
    }

    private static string IdText(object cell) =>
        cell is double real && double.IsInteger(real) && Math.Abs(real) < 1e15
            ? ((long)real).ToString(CultureInfo.InvariantCulture)
            : ShopCell.Text(cell, StockKey.MaxLength * 2);

    private static bool TryQuantity(object? cell, out decimal? quantity)
    {
        quantity = null;
        if (cell is null)
            return true;
        if (!decimal.TryParse(ShopCell.Text(cell, 64), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !StockQuantity.IsValid(number))
            return false;
        quantity = number;
        return true;
    }
}
