using Microsoft.Extensions.Logging;

namespace RefillRadar.Silo.Adapters.Embedded.Email;

internal sealed partial class SmtpMailer
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "{Host} took the mail, then the connection broke")]
    private partial void LogGoodbyeFailed(Exception exception, string host);
}
