using RefillRadar.Grains.Notifications;

namespace RefillRadar.Silo.Adapters.Embedded.Email;

/// <summary>Writes each mail to a file that mail programs open. The same batch is the same file.</summary>
internal sealed class EmlOutbox(MailOptions options) : IMailer
{
    public TimeSpan Timeout => TimeSpan.FromSeconds(30);

    public async Task<MailOutcome> SendAsync(Mail mail, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            using var message = MimeMail.Create(mail, options.From, options.To);
            var path = Path.Combine(options.Outbox, MimeMail.Name(mail.BatchId) + ".eml");
            await AtomicFile.WriteAsync(path, stream => message.WriteToAsync(stream, cancellationToken));
            return MailOutcome.Sent;
        }
        catch (MimeKit.ParseException exception)
        {
            return MailOutcome.Rejected($"The sender or recipient of the mail outbox is no address: {exception.Message}");
        }
        catch (OperationCanceledException)
        {
            // The file is there whole or not at all, and another attempt writes the same one.
            return MailOutcome.Retry($"The mail was not written to {options.Outbox} in time.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return MailOutcome.Retry($"The mail cannot be written to {options.Outbox}: {exception.Message}");
        }
    }
}
