namespace RefillRadar.Grains.Thresholds;

/// <summary>A threshold file as it was read.</summary>
/// <param name="Version">Changes with the content: an ETag or a hash.</param>
/// <param name="Content">The bytes of the CSV, UTF-8.</param>
/// <param name="ModifiedAt">When it was written last, UTC.</param>
public sealed record ThresholdFile(string Version, ReadOnlyMemory<byte> Content, DateTimeOffset ModifiedAt);
