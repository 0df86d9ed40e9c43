using Microsoft.Extensions.Logging;

namespace RefillRadar.Silo.Demo;

internal sealed partial class DemoShop
{
    [LoggerMessage(Level = LogLevel.Information, Message = "The demo shop stays closed: {Path} is somebody's own database")]
    private partial void LogNotOurs(string path);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The demo shop could not write its sales")]
    private partial void LogStepFailed(Exception exception);
}
