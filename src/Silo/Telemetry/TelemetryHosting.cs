using OpenTelemetry.Metrics;
using RefillRadar.Grains.Hosting;
using RefillRadar.Grains.Telemetry;

namespace RefillRadar.Silo.Telemetry;

/// <summary>Metrics for Prometheus at /metrics.</summary>
internal static class TelemetryHosting
{
    public static void AddTelemetry(this WebApplicationBuilder builder) => builder.Services.AddOpenTelemetry()
        .WithMetrics(metrics => metrics
            .AddMeter(RadarMetrics.MeterName, "Microsoft.Orleans")
            .AddAspNetCoreInstrumentation()
            .AddRuntimeInstrumentation()
            // Taken for every component of every page each time it is drawn: they would cost a tenth of what a page costs.
            .AddView("aspnetcore.components.update_parameters.duration", MetricStreamConfiguration.Drop)
            .AddView("aspnetcore.components.render_diff.duration", MetricStreamConfiguration.Drop)
            .AddView("aspnetcore.components.render_diff.size", MetricStreamConfiguration.Drop)
            .AddPrometheusExporter());
}
