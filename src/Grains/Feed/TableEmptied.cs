using Orleans;

namespace RefillRadar.Grains.Feed;

/// <summary>The mapped table was emptied, dropped or renamed: levels from before say nothing of now.</summary>
/// <param name="Table">The table as the record named it.</param>
/// <param name="At">When, UTC; not later than the record arrived.</param>
/// <param name="EventAt">The time of the record itself, UTC, the same however often it is delivered; null when it has none.</param>
[GenerateSerializer, Immutable, Alias("refillradar.table-emptied")]
public sealed record TableEmptied([property: Id(0)] string Table, [property: Id(1)] DateTimeOffset At, [property: Id(2)] DateTimeOffset? EventAt = null)
{
    // A record without a time that comes again so soon is the same one.
    private static readonly TimeSpan Redelivery = TimeSpan.FromMinutes(10);

    /// <summary>Whether this happened after what is known.</summary>
    public bool IsNewsAfter(TableEmptied? known) =>
        known is null || (EventAt is { } at && known.EventAt is { } before ? at > before : At > known.At + Redelivery);
}
