namespace RefillRadar.Silo.Hosting;

/// <summary>
/// A process that was asked to stop goes on serving for a while, though it says that it is not ready: load balancers have to see that first.
/// </summary>
internal sealed partial class Drain(TimeSpan span, TimeProvider time, ILogger<Drain> logger) : IHostedLifecycleService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Before any service stops: the web server is the first of them, whatever the order of registration.
    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        LogDraining(span.TotalSeconds);
        return Task.Delay(span, time, cancellationToken).ContinueWith(_ => { }, TaskScheduler.Default);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Not ready any more; serving what still comes for {Seconds} s")]
    private partial void LogDraining(double seconds);
}
