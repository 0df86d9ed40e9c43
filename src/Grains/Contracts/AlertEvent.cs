using Orleans;

namespace RefillRadar.Grains.Contracts;

/// <summary>One step of an episode's history.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Event">What: opened, fired, severityRaised, acknowledged, unacknowledged, snoozed, unsnoozed, notified, resolved, …</param>
/// <param name="Quantity">The level then.</param>
/// <param name="Reason">Why, in a few words: the threshold row, the reason of a notice, the reason it resolved.</param>
/// <param name="By">Who did it; null when the radar did.</param>
/// <param name="Note">What they wrote.</param>
[GenerateSerializer, Immutable, Alias("refillradar.alert-event")]
public sealed record AlertEvent(
    [property: Id(0)] DateTimeOffset At,
    [property: Id(1)] string Event,
    [property: Id(2)] decimal Quantity,
    [property: Id(3)] string? Reason = null,
    [property: Id(4)] string? By = null,
    [property: Id(5)] string? Note = null);
