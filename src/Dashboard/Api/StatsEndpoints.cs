using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using RefillRadar.Grains.Board;

namespace RefillRadar.Dashboard.Api;

/// <summary><c>/api/stats</c>.</summary>
internal static class StatsEndpoints
{
    public static void MapStats(this IEndpointRouteBuilder api) =>
        api.MapGet("/stats", StatsAsync).WithTags("Radar").WithName("GetStats").WithSummary("The numbers at the top of the page");

    private static async Task<Ok<RadarStats>> StatsAsync(IRadar radar, CancellationToken cancellationToken) =>
        TypedResults.Ok(await radar.GetStatsAsync(cancellationToken));
}
