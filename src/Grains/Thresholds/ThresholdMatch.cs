using System.Collections.Immutable;

namespace RefillRadar.Grains.Thresholds;

/// <summary>How the rows of a threshold file match the products that have been seen.</summary>
/// <param name="Products">Products that have been seen.</param>
/// <param name="Unseen">Enabled rows of a product that has never been seen.</param>
/// <param name="UnseenRows">The first of them.</param>
/// <param name="Similar">Products without a row of their own that differ from one only by case or blanks.</param>
/// <param name="SimilarKeys">The first of them.</param>
public sealed record ThresholdMatch(
    int Products, int Unseen, ImmutableArray<ThresholdRow> UnseenRows, int Similar, ImmutableArray<SimilarKey> SimilarKeys)
{
    /// <summary>Most rows and products that are named.</summary>
    public const int MostNamed = 20;
}
