using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MudBlazor;
using MudBlazor.Services;
using RefillRadar.Dashboard.Components.Alerts;
using RefillRadar.Dashboard.Components.Charts;
using RefillRadar.Dashboard.Components.Quarantine;
using RefillRadar.Dashboard.Hubs;
using RefillRadar.Dashboard.Json;
using RefillRadar.Dashboard.Live;

namespace RefillRadar.Dashboard;

/// <summary>Registration of the dashboard's services.</summary>
public static class DashboardServices
{
    /// <summary>
    /// API, hub, live feed and pages. The host brings <c>IRadar</c>, <c>IAlertStore</c>, <c>IQuarantine</c>, <c>IQuarantineReplay</c> and,
    /// where there is a cluster, <c>IGrainFactory</c>.
    /// </summary>
    public static IServiceCollection AddDashboard(this IServiceCollection services, RadarHubOptions hub)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddApi();
        services.AddLiveFeed();
        services.AddHub(hub);
        services.AddPages();
        return services;
    }

    private static void AddApi(this IServiceCollection services)
    {
        services.AddProblemDetails();
        services.Configure<JsonOptions>(options => RadarJson.Configure(options.SerializerOptions));
    }

    private static void AddLiveFeed(this IServiceCollection services)
    {
        services.AddSingleton<LiveFeed>();
        services.AddSingleton<OpenAlertReader>();
        services.AddSingleton<RadarObserver>();
        services.AddSingleton<ObserverReference>();
        services.AddHostedService<FeedLink>();
        services.AddHostedService<FeedClock>();
    }

    private static void AddHub(this IServiceCollection services, RadarHubOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<HubFeed>();
        services.AddSingleton<HubCapacity>();
        services.AddSingleton<HubBacklog>();
        services.AddSingleton<SnapshotReader>();
        services.AddSingleton<SharedSnapshots>();
        services.AddSingleton<HubSnapshots>();
        services.AddSignalR().AddJsonProtocol(options => RadarJson.Configure(options.PayloadSerializerOptions));
    }

    private static void AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddCascadingAuthenticationState();
        services.AddScoped<AlertCommands>();
        services.AddSingleton<RestockTimes>();
        services.AddSingleton<QuarantineReasons>();
        services.AddSingleton<Histograms>();
        services.AddMudServices(options =>
        {
            options.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomRight;
            options.SnackbarConfiguration.PreventDuplicates = true;
            options.SnackbarConfiguration.VisibleStateDuration = 4000;
        });
    }
}
