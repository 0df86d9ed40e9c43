namespace RefillRadar.Grains.Notifications;

/// <summary>A channel that delivers mails. It makes one attempt; whether and when to try again is the caller's decision.</summary>
public interface IMailer
{
    /// <summary>
    /// The longest time one attempt may take; the caller cancels an attempt that takes longer. Too short a limit sends copies: the message
    /// may have been accepted before its answer came. Limits above 19 minutes are cut to that.
    /// </summary>
    TimeSpan Timeout { get; }

    /// <summary>
    /// Delivers the mail, or says why not: <see cref="MailOutcomeKind.Retry"/> and <see cref="MailOutcomeKind.Rejected"/> only when it certainly was
    /// not accepted, <see cref="MailOutcomeKind.Unknown"/> when it may have been. The same batch id is the same Message-ID or file name.
    /// An attempt cancelled before it began throws; one cancelled later ends with an outcome.
    /// </summary>
    Task<MailOutcome> SendAsync(Mail mail, CancellationToken cancellationToken);
}
