using Microsoft.Extensions.Diagnostics.HealthChecks;
using RefillRadar.Grains.Board;

namespace RefillRadar.Silo.Hosting;

/// <summary>
/// Ready while the stores and every partition answer: the numbers of the page need them all. Partitions that move for a moment, as another
/// silo comes or goes, do not take this process out of service: it was ready a few seconds ago, and serves.
/// </summary>
internal sealed class StoresCheck(IRadar radar, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    // A load balancer waits a few seconds for the answer: "serves, though slowly" has to come before that.
    private static readonly TimeSpan Brief = TimeSpan.FromSeconds(1);
    private long _goodAt = long.MinValue;

    private bool WasGood => time.GetUtcNow().UtcTicks - Patience.Ticks < Interlocked.Read(ref _goodAt);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var stats = await radar.GetStatsAsync(cancellationToken).WaitAsync(WasGood ? Brief : Timeout.InfiniteTimeSpan, time, cancellationToken);
            Interlocked.Exchange(ref _goodAt, time.GetUtcNow().UtcTicks);
            return HealthCheckResult.Healthy($"{stats.Tracked} products tracked");
        }
        catch (Exception exception) when (WasGood)
        {
            return HealthCheckResult.Degraded($"For a moment: {exception.Message}", exception);
        }
    }
}
