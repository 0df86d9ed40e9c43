using Microsoft.Extensions.Logging;

namespace RefillRadar.Grains.Stock.Partition;

internal sealed partial class StockPartition
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "Partition {Partition} is active: epoch {Epoch}, {Levels} levels, complete: {Complete}")]
    private static partial void LogActivated(ILogger logger, int partition, long epoch, int levels, bool complete);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Partition {Partition}: {Step} failed; it will be retried")]
    private static partial void LogStepFailed(ILogger logger, Exception exception, int partition, string step);
}
