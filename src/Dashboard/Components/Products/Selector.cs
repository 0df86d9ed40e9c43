using RefillRadar.Grains.Thresholds;

namespace RefillRadar.Dashboard.Components.Products;

/// <summary>Which products a threshold row is for, in words.</summary>
internal static class Selector
{
    public static string Of(ThresholdRow row)
    {
        var where = row.Warehouse is null ? "" : $" in warehouse {row.Warehouse}";
        if (!row.IsDefault)
            return $"product {row.ProductId}{where}";

        return row.Category is null ? $"every product{where}" : $"every product of category {row.Category}{where}";
    }
}
