using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using RefillRadar.Grains.Board;
using RefillRadar.Grains.Thresholds;

namespace RefillRadar.Dashboard.Api;

/// <summary><c>/api/stats</c> and <c>/api/thresholds</c>.</summary>
internal static class StatsEndpoints
{
    public static void MapStats(this IEndpointRouteBuilder api)
    {
        api.MapGet("/stats", StatsAsync).WithTags("Radar").WithName("GetStats").WithSummary("The numbers at the top of the page");
        api.MapGet("/thresholds", ThresholdsAsync).WithTags("Radar").WithName("GetThresholds")
            .WithSummary("Which thresholds are in force, and what was wrong with the last file that was refused");
    }

    private static async Task<Ok<RadarStats>> StatsAsync(IRadar radar, CancellationToken cancellationToken) =>
        TypedResults.Ok(await radar.GetStatsAsync(cancellationToken));

    private static async Task<Ok<ThresholdsInfo>> ThresholdsAsync(IRadar radar, CancellationToken cancellationToken) =>
        TypedResults.Ok(await radar.GetThresholdsAsync(cancellationToken));
}
