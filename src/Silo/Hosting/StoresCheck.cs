using Microsoft.Extensions.Diagnostics.HealthChecks;
using RefillRadar.Grains.Board;

namespace RefillRadar.Silo.Hosting;

/// <summary>Ready while the stores and every partition answer: the numbers of the page need them all.</summary>
internal sealed class StoresCheck(IRadar radar) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var stats = await radar.GetStatsAsync(cancellationToken);
        return HealthCheckResult.Healthy($"{stats.Tracked} products tracked");
    }
}
