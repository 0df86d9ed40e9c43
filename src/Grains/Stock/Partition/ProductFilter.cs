using RefillRadar.Grains.Contracts;

namespace RefillRadar.Grains.Stock.Partition;

/// <summary>Whether a product is what a query asks for.</summary>
internal sealed class ProductFilter(ProductQuery query)
{
    public bool Matches(ProductLevel level) => MatchesStatus(level) && MatchesSearch(level);

    private bool MatchesStatus(ProductLevel level) => query.Status switch
    {
        null => true,
        "low" => level.Severity == AlertSeverity.Low && level.Status != ProductStatus.Pending,
        "out" => level.Severity == AlertSeverity.Out && level.Status != ProductStatus.Pending,
        "soon" => level.Soon,
        "stale" => level.Stale,
        var status => level.Status.ToString().Equals(status, StringComparison.OrdinalIgnoreCase),
    };

    private bool MatchesSearch(ProductLevel level) =>
        string.IsNullOrEmpty(query.Search)
        || Has(level.Key) || Has(level.ProductName) || Has(level.Category) || Has(level.Team);

    private bool Has(string? text) => text?.Contains(query.Search!, StringComparison.OrdinalIgnoreCase) == true;
}
