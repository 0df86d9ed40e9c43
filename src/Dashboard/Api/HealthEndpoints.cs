using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using RefillRadar.Grains.Health;

namespace RefillRadar.Dashboard.Api;

/// <summary><c>/api/health</c>.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder api) =>
        api.MapGet("/health", HealthAsync).WithTags("Radar").WithName("GetHealth").WithSummary("The health of every part of the installation, with reasons and remedies");

    private static async Task<Ok<HealthAnswer>> HealthAsync(HealthMonitor monitor, CancellationToken cancellationToken) =>
        TypedResults.Ok(HealthAnswer.Of(await monitor.GetAsync(cancellationToken)));
}
