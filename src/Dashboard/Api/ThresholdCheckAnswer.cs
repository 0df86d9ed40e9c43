using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Thresholds;

namespace RefillRadar.Dashboard.Api;

/// <summary>What would become of a threshold file as the API has it.</summary>
/// <param name="Rows">How many rows it has; 0 when it has errors.</param>
/// <param name="Errors">What is wrong with it, a sentence each.</param>
/// <param name="Match">How its rows match the products that have been seen; null when it has errors.</param>
public sealed record ThresholdCheckAnswer(int Rows, IReadOnlyList<string> Errors, ThresholdCheckAnswer.MatchAnswer? Match)
{
    internal static ThresholdCheckAnswer Of(ThresholdCheck check) =>
        new(check.Rows.Length, check.Errors, check.Match is { } match ? MatchAnswer.Of(match) : null);

    /// <summary>How rows match products.</summary>
    /// <param name="Products">Products that have been seen.</param>
    /// <param name="Unseen">Enabled rows of a product that has never been seen.</param>
    /// <param name="UnseenRows">The first 20 of them.</param>
    /// <param name="Similar">Products without a row of their own that differ from one only by case or blanks.</param>
    /// <param name="SimilarKeys">The first 20 of them.</param>
    public sealed record MatchAnswer(int Products, int Unseen, IReadOnlyList<RowAnswer> UnseenRows, int Similar, IReadOnlyList<SimilarAnswer> SimilarKeys)
    {
        internal static MatchAnswer Of(ThresholdMatch match) => new(
            match.Products, match.Unseen, [.. match.UnseenRows.Select(RowAnswer.Of)],
            match.Similar, [.. match.SimilarKeys.Select(similar => new SimilarAnswer(similar.Key, RowAnswer.Of(similar.Row)))]);
    }

    /// <summary>A row.</summary>
    /// <param name="Line">Line of the file, the header being line 1.</param>
    /// <param name="Key">Stock key that it is for.</param>
    public sealed record RowAnswer(int Line, string Key)
    {
        internal static RowAnswer Of(ThresholdRow row) => new(row.Line, StockKey.Of(row.ProductId, row.Warehouse));
    }

    /// <summary>A product that differs from the product of a row only by case or blanks.</summary>
    /// <param name="Key">Its stock key.</param>
    /// <param name="Row">The row.</param>
    public sealed record SimilarAnswer(string Key, RowAnswer Row);
}
