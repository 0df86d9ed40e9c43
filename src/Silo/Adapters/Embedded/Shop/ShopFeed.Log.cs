using Microsoft.Extensions.Logging;

namespace RefillRadar.Silo.Adapters.Embedded.Shop;

internal sealed partial class ShopFeed
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Changes of the shop database could not be processed (attempt {Failures}); retrying")]
    private partial void LogNotTaken(Exception exception, int failures);

    [LoggerMessage(Level = LogLevel.Information, Message = "Loaded {Count} levels from the shop at position {Position}")]
    private partial void LogLoaded(int count, long position);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The shop database {Path} was replaced or removed; reopening it")]
    private partial void LogMoved(string path);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The shop database is behind the processed position (a restored backup?); loading all levels again")]
    private partial void LogRestored();

    [LoggerMessage(Level = LogLevel.Warning, Message = "Change capture had to be installed again in the shop: all levels are loaded again")]
    private partial void LogCaptureRepaired();
}
