namespace RefillRadar.Grains.Thresholds;

/// <summary>A product that differs from the product of a row only by case or blanks.</summary>
/// <param name="Key">Its stock key.</param>
/// <param name="Row">The row.</param>
public sealed record SimilarKey(string Key, ThresholdRow Row);
