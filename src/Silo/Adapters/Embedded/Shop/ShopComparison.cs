using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Stock.Partition;

namespace RefillRadar.Silo.Adapters.Embedded.Shop;

/// <summary>Compares the shop's rows with the levels that came from it, to find rows that were removed or changed without firing the triggers.</summary>
internal static class ShopComparison
{
    /// <summary>
    /// The changes that are missing, by stock key: <c>delete</c> for a level whose row is gone, <c>load</c> for a row whose level differs
    /// or is not known. Rows that cannot be read are left as they are.
    /// </summary>
    /// <param name="known">All levels. Those whose last change came from another source are left as they are: it is newer.</param>
    /// <param name="columns">How keys are made.</param>
    /// <param name="rows">All rows of the shop.</param>
    public static Dictionary<string, ShopRow> Of(IReadOnlyList<KnownLevel> known, ShopColumns columns, IEnumerable<ShopRow> rows)
    {
        var levels = known.ToDictionary(level => level.Key, StringComparer.Ordinal);
        var differences = new Dictionary<string, ShopRow>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (ShopChange.Key(row.ProductId, row.Warehouse, columns) is not { } key)
                continue;
            if (!seen.Add(key))
            {
                // Several rows of one key: only their changes tell which one counts.
                differences.Remove(key);
                continue;
            }

            // Without a level, a row says nothing.
            if (ShopChange.Of(ShopDatabase.SourcePrefix, row, columns).FirstOrDefault() is not { Quantity: { } quantity })
                continue;
            if (!levels.TryGetValue(key, out var level) || (IsOfShop(level) && level.Quantity != quantity))
                differences[key] = row;
        }

        foreach (var level in known.Where(level => IsOfShop(level) && !seen.Contains(level.Key)))
            differences[level.Key] = Gone(level.Key);
        return differences;
    }

    private static bool IsOfShop(KnownLevel level) => level.Source?.StartsWith(ShopDatabase.SourcePrefix, StringComparison.Ordinal) == true;

    private static ShopRow Gone(string key)
    {
        var (product, warehouse) = StockKey.Split(key);
        return new ShopRow { Id = 0, At = "", Operation = "delete", ProductId = product, Warehouse = warehouse, OldProductId = product, OldWarehouse = warehouse };
    }
}
