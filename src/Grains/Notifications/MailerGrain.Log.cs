using Microsoft.Extensions.Logging;

namespace RefillRadar.Grains.Notifications;

internal sealed partial class MailerGrain
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Attempt to deliver e-mail {BatchId} ended with an exception; whether it was accepted is unknown.")]
    private static partial void LogUnexpected(ILogger logger, Exception exception, string batchId);
}
