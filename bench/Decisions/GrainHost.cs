using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Hosting;
using Orleans.Runtime.Hosting;
using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Configuration;
using RefillRadar.Grains.Hosting;
using RefillRadar.Grains.Notifications;
using RefillRadar.Grains.Stock.CatchUp;
using RefillRadar.Grains.Stock.Levels;
using RefillRadar.Grains.Thresholds;

namespace RefillRadar.Bench.Decisions;

/// <summary>A silo with the real grains on memory ports.</summary>
internal static class GrainHost
{
    public static async Task<IHost> StartAsync(MemoryPorts ports)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(21111, 31000);
            silo.Services.AddGrainStorage(GrainStorage.Name, (_, _) => new ObjectStorage());
        });
        builder.Services.AddRadarGrains();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IAlertStore>(ports);
        builder.Services.AddSingleton<ILevelStore>(ports);
        builder.Services.AddSingleton<ILevelHistory>(ports);
        builder.Services.AddSingleton<IJournal>(ports);
        builder.Services.AddSingleton<IThresholdSource>(ports);
        builder.Services.AddSingleton<IMailer>(ports);
        builder.Services.AddSingleton(Options.Create(new AlertsOptions()));
        builder.Services.AddSingleton(Options.Create(new FeedOptions()));
        builder.Services.AddSingleton(Options.Create(new NotificationsOptions()));
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }
}
