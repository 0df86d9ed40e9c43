using Microsoft.Extensions.Hosting;

namespace RefillRadar.Grains.Notifications;

/// <summary>
/// Cuts deliveries short when the host stops: an activation that waits for a slow mail server would hold up the stop. The limits are
/// below the host's own 25 s, so that the outcome is still stored.
/// </summary>
internal sealed class StopLimit : IDisposable
{
    private static readonly TimeSpan AttemptGrace = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan CallGrace = TimeSpan.FromSeconds(12);
    private readonly CancellationTokenSource _attempts;
    private readonly CancellationTokenSource _calls;
    private readonly CancellationTokenRegistration _stopping;

    /// <summary>Watches the host.</summary>
    public StopLimit(IHostApplicationLifetime lifetime, TimeProvider time)
    {
        _attempts = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _calls = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _stopping = lifetime.ApplicationStopping.Register(() =>
        {
            _attempts.CancelAfter(AttemptGrace);
            _calls.CancelAfter(CallGrace);
        });
    }

    /// <summary>Ends attempts, 10 s after the host began to stop.</summary>
    public CancellationToken Attempts => _attempts.Token;

    /// <summary>Ends waits for an attempt that another silo makes, a little later.</summary>
    public CancellationToken Calls => _calls.Token;

    public void Dispose()
    {
        _stopping.Dispose();
        _attempts.Dispose();
        _calls.Dispose();
    }
}
