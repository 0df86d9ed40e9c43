using MailKit.Net.Smtp;
using Microsoft.Extensions.Logging;
using RefillRadar.Grains.Notifications;

namespace RefillRadar.Silo.Adapters.Embedded.Email;

/// <summary>Sends mails by SMTP, one connection per mail: there are few, and a kept connection is one more thing to break.</summary>
internal sealed partial class SmtpMailer(SmtpOptions options, ILogger<SmtpMailer> logger) : IMailer
{
    // The outcome is not stored before the goodbye is over.
    private static readonly TimeSpan GoodbyeTimeout = TimeSpan.FromSeconds(5);
    private readonly ILogger<SmtpMailer> _logger = logger;

    public TimeSpan Timeout => options.AttemptTimeout;

    public async Task<MailOutcome> SendAsync(Mail mail, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var client = new SmtpClient { Timeout = (int)options.Timeout.TotalMilliseconds };
        var attempt = new SmtpAttempt(client, options);
        try
        {
            using var message = MimeMail.Create(mail, options.From, Recipients(mail));
            await client.ConnectAsync(options.Host, options.Port, options.Security, cancellationToken);
            if (!string.IsNullOrEmpty(options.User))
                await client.AuthenticateAsync(options.User, options.Password ?? "", cancellationToken);
            attempt.Submit();
            await client.SendAsync(message, cancellationToken, attempt);
            await LeaveAsync(client, cancellationToken);
            return MailOutcome.Sent;
        }
        catch (Exception exception)
        {
            return attempt.OutcomeOf(exception);
        }
    }

    // The server has the mail: a failing or slow goodbye must not have it sent again.
    private async Task LeaveAsync(SmtpClient client, CancellationToken cancellationToken)
    {
        try
        {
            client.Timeout = (int)GoodbyeTimeout.TotalMilliseconds;
            await client.DisconnectAsync(quit: true, cancellationToken);
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
