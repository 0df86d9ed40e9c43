using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RefillRadar.Dashboard.Api;
using RefillRadar.Dashboard.Components;
using RefillRadar.Dashboard.Hubs;

namespace RefillRadar.Dashboard;

/// <summary>The dashboard's addresses.</summary>
public static class DashboardRoutes
{
    /// <summary>Maps the API, the hub and the pages. Conventions put on what it returns (authorization) hold for all of them; static assets stay open.</summary>
    public static IEndpointConventionBuilder MapDashboard(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapStaticAssets().AllowAnonymous();
        return new EndpointConventions(
            endpoints.MapApi(),
            endpoints.MapRadarHub(),
            endpoints.MapRazorComponents<App>().AddInteractiveServerRenderMode());
    }

    internal static RouteGroupBuilder MapApi(this IEndpointRouteBuilder endpoints)
    {
        var api = endpoints.MapGroup("/api");
        api.AddEndpointFilter<RouteGroupBuilder, ApiFilter>();
        api.MapAlerts();
        api.MapProducts();
        api.MapStats();
        api.MapThresholds();
        api.MapQuarantine();
        api.MapHealth();
        return api;
    }
}
