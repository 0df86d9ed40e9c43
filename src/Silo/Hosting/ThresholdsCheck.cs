using Microsoft.Extensions.Diagnostics.HealthChecks;
using RefillRadar.Grains.Board;
using RefillRadar.Grains.Thresholds;

namespace RefillRadar.Silo.Hosting;

/// <summary>Ready once thresholds are in force.</summary>
internal sealed class ThresholdsCheck(IRadar radar) : IHealthCheck
{
    private volatile bool _loaded;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        ThresholdsInfo info;
        try
        {
            info = await radar.GetThresholdsAsync(cancellationToken);
        }
        catch (Exception exception) when (_loaded)
        {
            return HealthCheckResult.Degraded($"They were in force; who reads them does not answer now: {exception.Message}", exception);
        }

        _loaded |= info.Version is not null;
        return info.Version is null
            ? HealthCheckResult.Unhealthy($"No thresholds are in force: {info.Errors.FirstOrDefault() ?? $"{info.Source} was not read yet."}")
            : HealthCheckResult.Healthy($"{info.Rows} rows of {info.Source}");
    }
}
