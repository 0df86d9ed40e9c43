using System.Diagnostics.Metrics;
using OpenTelemetry.Metrics;
using RefillRadar.Grains.Hosting;
using RefillRadar.Grains.Telemetry;

namespace RefillRadar.Silo.Telemetry;

/// <summary>Metrics for Prometheus at /metrics.</summary>
internal static class TelemetryHosting
{
    // Room is taken when an instrument is made, for each of the 2,000 combinations of labels that are the default: 42 MB in all.
    private const int Combinations = 200;

    // Routes, methods and statuses multiply.
    private const int CombinationsOfRequests = 2_000;

    // Taken for every component of every page each time it is drawn: they would cost a tenth of what a page costs.
    private static readonly HashSet<string> Dropped =
    [
        "aspnetcore.components.update_parameters.duration",
        "aspnetcore.components.render_diff.duration",
        "aspnetcore.components.render_diff.size",
    ];

    public static void AddTelemetry(this WebApplicationBuilder builder) => builder.Services.AddOpenTelemetry()
        .WithMetrics(metrics => metrics
            .AddMeter(RadarMetrics.MeterName, "Microsoft.Orleans")
            .AddAspNetCoreInstrumentation()
            .AddRuntimeInstrumentation()
            .AddView(View)
            .AddPrometheusExporter());

    private static MetricStreamConfiguration View(Instrument instrument) => Dropped.Contains(instrument.Name)
        ? MetricStreamConfiguration.Drop
        : new MetricStreamConfiguration
        {
            CardinalityLimit = instrument.Name == "http.server.request.duration" ? CombinationsOfRequests : Combinations,
        };
}
