using Orleans;

namespace RefillRadar.Grains.Notifications;

/// <summary>How a delivery attempt ended.</summary>
/// <param name="Kind">Sent, to be retried, rejected or unknown.</param>
/// <param name="Reason">Why it was not sent, for people.</param>
[GenerateSerializer, Immutable, Alias("refillradar.mail-outcome")]
public sealed record MailOutcome([property: Id(0)] MailOutcomeKind Kind, [property: Id(1)] string? Reason = null)
{
    private const int MaxReason = 300;

    /// <summary>The mail was accepted.</summary>
    public static readonly MailOutcome Sent = new(MailOutcomeKind.Sent);

    /// <summary>Not accepted now; a later attempt may succeed.</summary>
    public static MailOutcome Retry(string reason) => new(MailOutcomeKind.Retry, Short(reason));

    /// <summary>Refused; another attempt cannot help.</summary>
    public static MailOutcome Rejected(string reason) => new(MailOutcomeKind.Rejected, Short(reason));

    /// <summary>Perhaps accepted; nobody confirmed it.</summary>
    public static MailOutcome Unknown(string reason) => new(MailOutcomeKind.Unknown, Short(reason));

    // It is stored with every product of the mail.
    private static string Short(string reason) => MailText.OneLine(reason, MaxReason);
}
