using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Logging;
using RefillRadar.Grains.Notifications;

namespace RefillRadar.Silo.Adapters.Embedded.Email;

/// <summary>Sends mails by SMTP, a connection a mail: there are few, and a kept connection is one more thing to break.</summary>
internal sealed partial class SmtpMailer(SmtpOptions options, ILogger<SmtpMailer> logger) : IMailer
{
    private readonly ILogger<SmtpMailer> _logger = logger;

    public async Task<MailOutcome> SendAsync(Mail mail, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            using var message = MimeMail.Create(mail, options.From, Recipients(mail));
            using var client = new SmtpClient { Timeout = (int)options.Timeout.TotalMilliseconds };
            await client.ConnectAsync(options.Host, options.Port, options.Security, cancellationToken);
            if (!string.IsNullOrEmpty(options.User))
                await client.AuthenticateAsync(options.User, options.Password ?? "", cancellationToken);
            await client.SendAsync(message, cancellationToken);
            await LeaveAsync(client);
            return MailOutcome.Sent;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return Classify(exception);
        }
    }

    private MailOutcome Classify(Exception exception) => exception switch
    {
        SmtpCommandException { StatusCode: >= (SmtpStatusCode)500 } => MailOutcome.Rejected($"{options.Host} refused the mail: {exception.Message}"),
        MimeKit.ParseException => MailOutcome.Rejected($"RefillRadar:Smtp has a sender or recipient that is no address: {exception.Message}"),
        // The server did not judge the mail but our password or certificate, and those can be put right.
        AuthenticationException or SslHandshakeException => MailOutcome.Retry($"{options.Host} does not let us in; check RefillRadar:Smtp: {exception.Message}"),
        _ => MailOutcome.Retry($"{options.Host}:{options.Port} did not take the mail: {exception.Message}"),
    };

    // The server has the mail: a failing goodbye must not have it sent again.
    private async Task LeaveAsync(SmtpClient client)
    {
        try
        {
            await client.DisconnectAsync(quit: true, CancellationToken.None);
        }
        catch (Exception exception)
        {
            LogGoodbyeFailed(exception, options.Host);
        }
    }

    private string Recipients(Mail mail) =>
        mail.Attributes.TryGetValue("team", out var team) && options.Recipients.TryGetValue(team, out var recipients)
            ? recipients
            : options.To;
}
