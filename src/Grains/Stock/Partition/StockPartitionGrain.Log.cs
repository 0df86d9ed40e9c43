using Microsoft.Extensions.Logging;

namespace RefillRadar.Grains.Stock.Partition;

internal sealed partial class StockPartitionGrain
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "Partition {Partition} is active: epoch {Epoch}, {Levels} levels, complete: {Complete}")]
    private static partial void LogActivated(ILogger logger, int partition, long epoch, int levels, bool complete);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Partition {Partition} was taken over: epoch {Epoch}, now {Stored}")]
    private static partial void LogTakenOver(ILogger logger, int partition, long epoch, long stored);

    [LoggerMessage(Level = LogLevel.Information, Message = "Partition {Partition} moves to the silo where it belongs")]
    private static partial void LogMoving(ILogger logger, int partition);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Product {Key} could not be decided; its changes have to come again")]
    private static partial void LogUndecided(ILogger logger, Exception exception, string key);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Partition {Partition}: {Step} failed and will be tried again")]
    private static partial void LogStepFailed(ILogger logger, Exception exception, int partition, string step);
}
