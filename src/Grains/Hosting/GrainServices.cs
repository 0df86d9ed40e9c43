using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Hosting;
using RefillRadar.Grains.Board;
using RefillRadar.Grains.Configuration;
using RefillRadar.Grains.Health;
using RefillRadar.Grains.Notifications;
using RefillRadar.Grains.Placement;
using RefillRadar.Grains.Stock.Levels;
using RefillRadar.Grains.Stock.Partition;
using RefillRadar.Grains.Telemetry;
using RefillRadar.Grains.Thresholds;

namespace RefillRadar.Grains.Hosting;

/// <summary>Registers what the grains need besides the ports.</summary>
public static class GrainServices
{
    /// <summary>For a process that runs grains. The host registers the ports, their options and grain storage <see cref="GrainStorage.Name"/>.</summary>
    public static IServiceCollection AddRadarGrains(this IServiceCollection services)
    {
        services.AddSingleton<LevelSnapshot>();
        services.AddSingleton<PartitionPorts>();
        services.AddSingleton<Home>();
        services.AddSingleton<StopLimit>();
        services.AddSingleton<ISourceWatch>(provider => provider.GetRequiredService<HealthMonitor>());
        services.TryAddSingleton(Random.Shared);
        services.AddPlacementDirector<EvenPlacement, EvenPlacementDirector>();
        return services.AddRadarClient();
    }

    /// <summary>For a process that asks grains.</summary>
    public static IServiceCollection AddRadarClient(this IServiceCollection services)
    {
        services.AddMetrics();
        services.AddSingleton<RadarMetrics>();
        services.AddSingleton<ThresholdCache>();
        services.AddSingleton<SystemReader>();
        services.AddSingleton<HealthMonitor>();
        return services.AddSingleton<IRadar, Radar>();
    }
}
