using Orleans;

namespace RefillRadar.Grains.Notifications;

/// <summary>What is queued for one team, and what failed.</summary>
/// <param name="Team">The team.</param>
/// <param name="Queued">Notices that wait for their mail.</param>
/// <param name="OldestAt">When the oldest of them was decided, UTC.</param>
/// <param name="Sending">Notices in the mail that is being sent.</param>
/// <param name="SendingSince">When that mail was closed and its first attempt began, UTC.</param>
/// <param name="LastSentAt">When the last mail was sent or failed, UTC.</param>
/// <param name="Tries">Attempts of the present mail that did not succeed.</param>
/// <param name="RetryAt">When the next attempt is made, UTC; null while none has failed, or one is under way.</param>
/// <param name="LastError">Why the last attempt did not succeed; null when it did.</param>
/// <param name="Unknown">Attempts of the present mail that nobody confirmed.</param>
/// <param name="Failed">Mails of the team that failed, ever.</param>
/// <param name="LastFailedAt">When the last of them failed, UTC.</param>
/// <param name="LastFailure">Why it failed.</param>
/// <param name="Held">Those of <paramref name="Queued"/> that wait until data arrives from the source again.</param>
[GenerateSerializer, Immutable, Alias("refillradar.team-notices")]
public sealed record TeamNotices(
    [property: Id(0)] string Team,
    [property: Id(1)] int Queued,
    [property: Id(2)] DateTimeOffset? OldestAt,
    [property: Id(3)] int Sending,
    [property: Id(4)] DateTimeOffset? SendingSince,
    [property: Id(5)] DateTimeOffset? LastSentAt,
    [property: Id(6)] int Tries,
    [property: Id(7)] DateTimeOffset? RetryAt,
    [property: Id(8)] string? LastError,
    [property: Id(9)] int Unknown = 0,
    [property: Id(10)] long Failed = 0,
    [property: Id(11)] DateTimeOffset? LastFailedAt = null,
    [property: Id(12)] string? LastFailure = null,
    [property: Id(13)] int Held = 0);
