using OpenTelemetry.Metrics;
using RefillRadar.Grains;

namespace RefillRadar.Silo.Telemetry;

/// <summary>Metrics for Prometheus at /metrics.</summary>
internal static class TelemetryHosting
{
    public static void AddTelemetry(this WebApplicationBuilder builder) => builder.Services.AddOpenTelemetry()
        .WithMetrics(metrics => metrics
            .AddMeter(RadarMetrics.MeterName, "Microsoft.Orleans")
            .AddAspNetCoreInstrumentation()
            .AddRuntimeInstrumentation()
            .AddPrometheusExporter());
}
