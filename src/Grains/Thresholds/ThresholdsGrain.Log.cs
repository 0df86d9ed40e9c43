using Microsoft.Extensions.Logging;

namespace RefillRadar.Grains.Thresholds;

internal sealed partial class ThresholdsGrain
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Thresholds {Version} from {Source} are in force: {Rows} rows")]
    private static partial void LogAccepted(ILogger logger, string version, string source, int rows);

    [LoggerMessage(Level = LogLevel.Error, Message = "The threshold file {Source} was refused, {Version} stays in force: {Errors}")]
    private static partial void LogRefused(ILogger logger, string source, string? version, string errors);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The threshold file {Source} cannot be read: {Reason}")]
    private static partial void LogUnreadable(ILogger logger, Exception? exception, string source, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The newest threshold file {Source} is held: {Reason} It comes into force when it has not changed for {For}")]
    private static partial void LogHeld(ILogger logger, string source, string reason, TimeSpan @for);
}
