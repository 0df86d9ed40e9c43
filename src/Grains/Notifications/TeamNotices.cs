using Orleans;

namespace RefillRadar.Grains.Notifications;

/// <summary>What one team is owed, and what failed.</summary>
/// <param name="Team">The team.</param>
/// <param name="Owed">Notices that wait for their mail.</param>
/// <param name="OldestAt">When the oldest of them was decided, UTC.</param>
/// <param name="Sending">Notices in the mail that is being sent.</param>
/// <param name="SendingSince">Since when it is tried, UTC.</param>
/// <param name="LastSentAt">When the last mail was done with, UTC.</param>
/// <param name="Tries">Tries of the present mail that failed.</param>
/// <param name="RetryAt">When it is tried again, UTC.</param>
/// <param name="LastError">Why the last try failed; null when it did not.</param>
[GenerateSerializer, Immutable, Alias("refillradar.team-notices")]
public sealed record TeamNotices(
    [property: Id(0)] string Team,
    [property: Id(1)] int Owed,
    [property: Id(2)] DateTimeOffset? OldestAt,
    [property: Id(3)] int Sending,
    [property: Id(4)] DateTimeOffset? SendingSince,
    [property: Id(5)] DateTimeOffset? LastSentAt,
    [property: Id(6)] int Tries,
    [property: Id(7)] DateTimeOffset? RetryAt,
    [property: Id(8)] string? LastError);
