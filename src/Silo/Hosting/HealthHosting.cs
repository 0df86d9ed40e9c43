using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace RefillRadar.Silo.Hosting;

/// <summary>Health: alive, and ready to serve.</summary>
internal static class HealthHosting
{
    private const string Ready = "ready";

    // They remember when all was well last.
    public static void AddRadarHealth(this IServiceCollection services) => services
        .AddSingleton<ThresholdsCheck>()
        .AddSingleton<StoresCheck>()
        .AddHealthChecks()
        .AddCheck<StoppingCheck>("running", tags: [Ready])
        .AddCheck<ThresholdsCheck>("thresholds", tags: [Ready], timeout: TimeSpan.FromSeconds(5))
        .AddCheck<StoresCheck>("stores and grains", tags: [Ready], timeout: TimeSpan.FromSeconds(5));

    public static void MapRadarHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        routes.MapHealthChecks("/health/ready", new HealthCheckOptions
        {
            Predicate = check => check.Tags.Contains(Ready),
            ResponseWriter = WriteAsync,
        }).AllowAnonymous();
    }

    private static Task WriteAsync(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(new
    {
        status = report.Status.ToString(),
        checks = report.Entries.Select(entry => new { name = entry.Key, status = entry.Value.Status.ToString(), detail = entry.Value.Description }),
    });
}
