using System.Collections.Immutable;
using RefillRadar.Grains.Stock.Intake;

namespace RefillRadar.Grains.Stock.Partition;

/// <summary>A batch that was taken in.</summary>
/// <param name="Result">What came of it so far.</param>
/// <param name="Undecided">What products have still to decide.</param>
internal sealed record RecentBatch(ApplyResult Result, ImmutableArray<ProductAsk> Undecided);
