using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using RefillRadar.Grains.Notifications;

namespace RefillRadar.Silo.Adapters.Embedded.Email;

/// <summary>How far an attempt to deliver by SMTP has come, and what an error means at that point.</summary>
internal sealed class SmtpAttempt(SmtpClient client, SmtpOptions options) : ITransferProgress
{
    private bool _isSubmitted;
    private bool _isHandedOver;

    /// <summary>From now on the server judges this message, no longer the connection.</summary>
    public void Submit() => _isSubmitted = true;

    /// <summary>Called as the message is written, before the end of it leaves: from now on the server may accept it.</summary>
    public void Report(long bytesTransferred, long totalSize) => HandOver();

    /// <inheritdoc cref="Report(long, long)"/>
    public void Report(long bytesTransferred) => HandOver();

    /// <summary>The outcome of an attempt that ended with this exception.</summary>
    public MailOutcome OutcomeOf(Exception exception) => exception switch
    {
        SmtpCommandException { StatusCode: >= (SmtpStatusCode)500 } when _isSubmitted => MailOutcome.Rejected($"{options.Host} refused the mail: {exception.Message}"),
        MimeKit.ParseException => MailOutcome.Rejected($"RefillRadar:Smtp has a sender or recipient that is no address: {exception.Message}"),
        SmtpCommandException { StatusCode: >= (SmtpStatusCode)400 } => MailOutcome.Retry($"{options.Host}:{options.Port} did not take the mail: {exception.Message}"),
        // The server did not judge the mail but our password or certificate, and those can be put right.
        AuthenticationException or SslHandshakeException or ServiceNotAuthenticatedException =>
            MailOutcome.Retry($"{options.Host} does not let us in; check RefillRadar:Smtp: {exception.Message}"),
        _ when _isHandedOver => MailOutcome.Unknown($"{options.Host} did not confirm the mail after it was handed over: {Why(exception)}"),
        _ => MailOutcome.Retry($"{options.Host}:{options.Port} did not take the mail: {Why(exception)}"),
    };

    private static string Why(Exception exception) => exception is OperationCanceledException ? "the attempt was cut off" : exception.Message;

    private void HandOver()
    {
        if (_isHandedOver)
            return;
        _isHandedOver = true;
        client.Timeout = (int)options.FinalTimeout.TotalMilliseconds;
    }
}
