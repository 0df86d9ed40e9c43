using Orleans;

namespace RefillRadar.Silo.Hosting;

/// <summary>A dashboard waits for the first silo rather than giving up.</summary>
internal sealed partial class RetryUntilSilosAreThere(TimeProvider time, ILogger<RetryUntilSilosAreThere> logger) : IClientConnectionRetryFilter
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        LogNoSilo(exception.Message);
        await Task.Delay(Pause, time, cancellationToken);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "No silo answers yet: {Reason}")]
    private partial void LogNoSilo(string reason);
}
