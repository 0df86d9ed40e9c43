using Orleans;

namespace RefillRadar.Grains.Feed;

/// <summary>The mapped table was emptied, dropped or renamed: levels from before say nothing of now.</summary>
/// <param name="Table">The table as the record named it.</param>
/// <param name="At">When, UTC, by the clock of the source where the record has a time.</param>
[GenerateSerializer, Immutable, Alias("refillradar.table-emptied")]
public sealed record TableEmptied([property: Id(0)] string Table, [property: Id(1)] DateTimeOffset At);
