using Microsoft.Extensions.Logging;

namespace RefillRadar.Silo.Adapters.Embedded.Sqlite;

internal sealed partial class ExpirySweep
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Expired rows could not be removed from radar.db; the next try is in ten minutes")]
    private partial void LogFailed(Exception exception);
}
