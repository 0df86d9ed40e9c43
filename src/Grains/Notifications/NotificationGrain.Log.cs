using Microsoft.Extensions.Logging;

namespace RefillRadar.Grains.Notifications;

internal sealed partial class NotificationGrain
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Sent e-mail {BatchId} to team {Team}: {Notifications} notifications ({Reason}).")]
    private static partial void LogSent(ILogger logger, string batchId, string team, int notifications, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Attempt {Attempt} to send e-mail {BatchId} to team {Team} ended as {Outcome} ({Reason}); the next one is at {RetryAt:o}.")]
    private static partial void LogRetry(
        ILogger logger, string batchId, string team, int attempt, MailOutcomeKind outcome, string? reason, DateTimeOffset retryAt);

    [LoggerMessage(Level = LogLevel.Error, Message = "E-mail {BatchId} to team {Team} failed with {Notifications} notifications: {Reason}")]
    private static partial void LogFailed(ILogger logger, string batchId, string team, int notifications, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No response from the mailer for e-mail {BatchId} to team {Team}.")]
    private static partial void LogNoAnswer(ILogger logger, Exception exception, string batchId, string team);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A step of sending e-mails to team {Team} failed and is repeated.")]
    private static partial void LogStepFailed(ILogger logger, Exception exception, string team);
}
