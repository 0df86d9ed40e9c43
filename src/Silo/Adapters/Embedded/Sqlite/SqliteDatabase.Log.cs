using Microsoft.Extensions.Logging;

namespace RefillRadar.Silo.Adapters.Embedded.Sqlite;

internal sealed partial class SqliteDatabase
{
    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} writes could not be committed to radar.db")]
    private partial void LogCommitFailed(Exception exception, int count);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Nothing to roll back in radar.db")]
    private partial void LogNothingToRollBack(Exception exception);
}
