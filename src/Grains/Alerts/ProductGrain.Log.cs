using Microsoft.Extensions.Logging;

namespace RefillRadar.Grains.Alerts;

internal sealed partial class ProductGrain
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "{Key} decided at {Quantity}, revision {Revision}")]
    private static partial void LogDecided(ILogger logger, string key, decimal? quantity, long revision);
}
