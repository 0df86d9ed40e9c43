namespace RefillRadar.Grains.Notifications;

/// <summary>Sends a mail. One try: when to try again is the caller's decision.</summary>
public interface IMailer
{
    /// <summary>
    /// Sends it, or says why not. Sending the same batch id twice must be harmless as far as the medium allows.
    /// Throws only for cancellation.
    /// </summary>
    Task<MailOutcome> SendAsync(Mail mail, CancellationToken cancellationToken);
}
