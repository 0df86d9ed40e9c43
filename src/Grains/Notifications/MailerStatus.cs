using Orleans;

namespace RefillRadar.Grains.Notifications;

/// <summary>How the delivery attempts of all teams ended since the sender was activated.</summary>
/// <param name="Since">When it was activated, UTC.</param>
/// <param name="Sent">Mails sent.</param>
/// <param name="Retried">Attempts that certainly were not accepted, and are repeated.</param>
/// <param name="Rejected">Mails that were refused and failed.</param>
/// <param name="LastError">Why the last unsuccessful attempt did not succeed; null when there was none.</param>
/// <param name="LastErrorAt">When that was, UTC.</param>
/// <param name="Unknown">Attempts that nobody confirmed: each may have delivered a copy.</param>
[GenerateSerializer, Immutable, Alias("refillradar.mailer-status")]
public sealed record MailerStatus(
    [property: Id(0)] DateTimeOffset Since,
    [property: Id(1)] long Sent,
    [property: Id(2)] long Retried,
    [property: Id(3)] long Rejected,
    [property: Id(4)] string? LastError,
    [property: Id(5)] DateTimeOffset? LastErrorAt,
    [property: Id(6)] long Unknown = 0)
{
    internal MailerStatus With(MailOutcome outcome, DateTimeOffset at) => outcome.Kind switch
    {
        MailOutcomeKind.Sent => this with { Sent = Sent + 1 },
        MailOutcomeKind.Retry => this with { Retried = Retried + 1, LastError = outcome.Reason, LastErrorAt = at },
        MailOutcomeKind.Unknown => this with { Unknown = Unknown + 1, LastError = outcome.Reason, LastErrorAt = at },
        _ => this with { Rejected = Rejected + 1, LastError = outcome.Reason, LastErrorAt = at },
    };
}
