using Orleans;

namespace RefillRadar.Grains.Notifications;

/// <summary>What became of a try to send.</summary>
/// <param name="Kind">Sent, worth another try, or refused for good.</param>
/// <param name="Reason">Why it was not sent, for people.</param>
[GenerateSerializer, Immutable, Alias("refillradar.mail-outcome")]
public sealed record MailOutcome([property: Id(0)] MailOutcomeKind Kind, [property: Id(1)] string? Reason = null)
{
    /// <summary>It is on its way.</summary>
    public static readonly MailOutcome Sent = new(MailOutcomeKind.Sent);

    /// <summary>Not now: try again later.</summary>
    public static MailOutcome Retry(string reason) => new(MailOutcomeKind.Retry, reason);

    /// <summary>Never: trying again cannot help.</summary>
    public static MailOutcome Rejected(string reason) => new(MailOutcomeKind.Rejected, reason);
}
