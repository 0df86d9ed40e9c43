using Microsoft.Extensions.Logging;

namespace RefillRadar.Grains.Notifications;

internal sealed partial class NotificationGrain
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Mail {BatchId} to team {Team}: {Notices} notices, {Reason}")]
    private static partial void LogSent(ILogger logger, string batchId, string team, int notices, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {BatchId} to team {Team} was not sent ({Reason}); next try in {Delay}")]
    private static partial void LogRetry(ILogger logger, string batchId, string team, string? reason, TimeSpan delay);

    [LoggerMessage(Level = LogLevel.Error, Message = "Mail {BatchId} to team {Team} was refused for good: {Reason}")]
    private static partial void LogRejected(ILogger logger, string batchId, string team, string? reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Team {Team}: a step of sending failed and will be tried again")]
    private static partial void LogFailed(ILogger logger, Exception exception, string team);
}
