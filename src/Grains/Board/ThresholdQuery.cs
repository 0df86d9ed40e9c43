namespace RefillRadar.Grains.Board;

/// <summary>Which threshold rows to list, in the order of the file.</summary>
/// <param name="Search">Part of the product id, name, category, warehouse or team, any case.</param>
/// <param name="After">Last line of the page before.</param>
/// <param name="Limit">Rows of a page, 1 to 1,000.</param>
public sealed record ThresholdQuery(string? Search, int After, int Limit)
{
    /// <summary>Whether a row is what is asked for.</summary>
    internal bool Matches(Thresholds.ThresholdRow row) =>
        string.IsNullOrEmpty(Search) || Has(row.ProductId) || Has(row.Name) || Has(row.Category) || Has(row.Warehouse) || Has(row.Team);

    private bool Has(string? text) => text?.Contains(Search!, StringComparison.OrdinalIgnoreCase) == true;
}
