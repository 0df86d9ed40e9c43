using Microsoft.Extensions.Diagnostics.HealthChecks;
using RefillRadar.Grains.Board;

namespace RefillRadar.Silo.Hosting;

/// <summary>Ready once thresholds are in force.</summary>
internal sealed class ThresholdsCheck(IRadar radar) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var info = await radar.GetThresholdsAsync(cancellationToken);
        return info.Version is null
            ? HealthCheckResult.Unhealthy($"No thresholds are in force: {info.Errors.FirstOrDefault() ?? $"{info.Source} was not read yet."}")
            : HealthCheckResult.Healthy($"{info.Rows} rows of {info.Source}");
    }
}
