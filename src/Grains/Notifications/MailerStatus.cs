using Orleans;

namespace RefillRadar.Grains.Notifications;

/// <summary>What became of the mails of all teams since the sender was activated.</summary>
/// <param name="Since">When it was activated, UTC.</param>
/// <param name="Sent">Mails sent.</param>
/// <param name="Retried">Tries that failed and are made again.</param>
/// <param name="Rejected">Mails refused for good: nobody was told.</param>
/// <param name="LastError">Why the last of those failed; null when none did.</param>
/// <param name="LastErrorAt">When, UTC.</param>
[GenerateSerializer, Immutable, Alias("refillradar.mailer-status")]
public sealed record MailerStatus(
    [property: Id(0)] DateTimeOffset Since,
    [property: Id(1)] long Sent,
    [property: Id(2)] long Retried,
    [property: Id(3)] long Rejected,
    [property: Id(4)] string? LastError,
    [property: Id(5)] DateTimeOffset? LastErrorAt)
{
    internal MailerStatus With(MailOutcome outcome, DateTimeOffset at) => outcome.Kind switch
    {
        MailOutcomeKind.Sent => this with { Sent = Sent + 1 },
        MailOutcomeKind.Retry => this with { Retried = Retried + 1, LastError = outcome.Reason, LastErrorAt = at },
        _ => this with { Rejected = Rejected + 1, LastError = outcome.Reason, LastErrorAt = at },
    };
}
