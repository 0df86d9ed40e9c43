using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Dashboard;
using RefillRadar.Dashboard;
using RefillRadar.Dashboard.Security;
using RefillRadar.Grains.Hosting;
using RefillRadar.Silo.Adapters.Aws;
using RefillRadar.Silo.Adapters.Embedded;
using RefillRadar.Silo.Adapters.Embedded.Shop;
using RefillRadar.Silo.Configuration;
using RefillRadar.Silo.Demo;
using RefillRadar.Silo.Ingest;
using RefillRadar.Silo.Telemetry;

namespace RefillRadar.Silo.Hosting;

/// <summary>The composition root: what a process is made of, and what it serves.</summary>
internal static partial class RadarHost
{
    /// <summary>A builder whose configuration lies beside the program, wherever it is started from.</summary>
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        // Outside of a published folder the pages' files come from where the build says they are.
        builder.WebHost.UseStaticWebAssets();
        return builder;
    }

    public static WebApplicationBuilder AddRefillRadar(this WebApplicationBuilder builder)
    {
        var settings = RadarSettingsParser.Parse(builder.Configuration);
        builder.Services.TryAddSingleton<TimeProvider>(provider => ActivatorUtilities.CreateInstance<SteadyClock>(provider, TimeProvider.System));
        builder.AddServer(settings);
        builder.AddTelemetry();
        builder.Services.AddSettings(settings);
        builder.Services.AddAccess(settings);
        if (settings.Aws is { } aws)
            builder.Services.AddAws(aws);
        else
            builder.Services.AddEmbedded(settings.Embedded!)
                .AddSingleton(_ => DataLock.Take(settings.Embedded!.DataDirectory, ListenAddresses.All(builder.Configuration)));
        // Before the grains: the demo writes its threshold file, if there is none.
        if (settings.Demo is { } demo)
            builder.Services.AddSingleton(demo).AddHostedService<DemoShop>();
        builder.AddCluster(settings);
        builder.Services.AddIngest(settings.Ingest);
        if (settings.Roles.HasFlag(RadarRoles.Dashboard))
            builder.Services.AddDashboard(settings.Hub);
        builder.Services.AddApiDocument();
        builder.Services.AddRadarHealth();
        builder.Services.AddHostedService<WarmUp>();
        builder.Services.AddSingleton<IProcessMemory, ProcessMemory>().AddHostedService<IdleMemory>();
        if (settings.Embedded is { Shop: not null })
            builder.Services.AddHostedService<ShopFeed>();
        if (settings.Aws is not null)
            builder.Services.AddHostedService(provider => ActivatorUtilities.CreateInstance<Drain>(provider, settings.Aws.Drain));
        return builder;
    }

    public static WebApplication MapRefillRadar(this WebApplication app)
    {
        var settings = app.Services.GetRequiredService<RadarSettings>();
        if (settings.Embedded is not null)
            app.Services.GetRequiredService<DataLock>();
        ListenProbe.Check(ListenAddresses.All(app.Configuration));
        if (settings.Embedded is { } embedded)
            app.PrepareEmbedded(embedded);
        app.UseHostFiltering();
        app.UseExceptionHandler();
        if (settings.Roles.HasFlag(RadarRoles.Dashboard))
            app.MapPages();
        app.UseWhen(context => !IsPage(context), other => other.UseStatusCodePages());
        app.UseRateLimiter();
        if (settings.Roles.HasFlag(RadarRoles.Silo))
            app.MapIngest();
        app.MapOpenApi();
        app.MapRadarHealth();
        app.MapPrometheusScrapingEndpoint();
        foreach (var key in settings.Unread)
            LogUnread(app.Logger, key, Remark(key));
        return app;
    }

    private static void MapPages(this WebApplication app)
    {
        // In a branch the second run would not be routed, so it is for all requests, and programs turn it off.
        app.UseStatusCodePagesWithReExecute("/not-found", "?status={0}");
        app.UseWhen(context => !IsPage(context), other => other.Use((context, next) =>
        {
            context.Features.Get<IStatusCodePagesFeature>()?.Enabled = false;
            return next(context);
        }));
        app.UseDashboardSecurity();
        app.UseAccess();
        app.UseAntiforgery();
        app.MapDashboard();
        app.MapOrleansDashboard("/orleans").RequireAuthorization(RadarPolicies.Operate);
    }

    // A person who mistypes an address gets a page; a program gets a problem.
    private static bool IsPage(HttpContext context) =>
        !AccessHosting.IsForPrograms(context.Request.Path)
        && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);

    private static void AddSettings(this IServiceCollection services, RadarSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton(settings.Ingest);
        services.AddSingleton(settings.Columns);
        services.AddSingleton(Microsoft.Extensions.Options.Options.Create(settings.Alerts));
        services.AddSingleton(Microsoft.Extensions.Options.Options.Create(settings.Notifications));
        services.AddSingleton(Microsoft.Extensions.Options.Options.Create(settings.Feed));
    }

    private static void AddIngest(this IServiceCollection services, IngestSettings settings)
    {
        services.AddSingleton<FeedMonitor>();
        services.AddSingleton<IngestLimits>();
        services.AddRateLimiter(options => IngestLimits.Configure(options, settings));
        services.AddSingleton<IngestGuard>();
        services.AddSingleton<BatchIngest>();
        services.AddSingleton<IBatchIngest>(provider => provider.GetRequiredService<BatchIngest>());
        services.AddSingleton<Grains.Quarantine.IQuarantineReplay, QuarantineReplay>();
    }

    private static string Remark(string key)
    {
        if (SettingKeys.IsKnown(key))
            return " in this mode.";
        return SettingKeys.Nearest(key) is { } meant ? $". Did you mean {meant}?" : ".";
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Key} is not a known key{Remark}")]
    private static partial void LogUnread(ILogger logger, string key, string remark);
}
