using System.Net;
using System.Net.Sockets;
using System.Text.Json.Serialization;
using Orleans.Configuration;
using Orleans.Dashboard;
using Orleans.Serialization;
using RefillRadar.Grains;
using RefillRadar.Silo.Adapters.Embedded;
using RefillRadar.Silo.Configuration;

namespace RefillRadar.Silo.Hosting;

/// <summary>The Orleans side of a process.</summary>
internal static class ClusterHosting
{
    public static void AddCluster(this WebApplicationBuilder builder, RadarSettings settings)
    {
        builder.Services.AddRadarGrains();
        builder.UseOrleans(silo =>
        {
            // One process: its ports are its own business, so several installations can run beside each other.
            silo.UseLocalhostClustering(FreePort(), FreePort(), serviceId: "refillradar", clusterId: "embedded");
            silo.UseSystemTextJsonGrainStorageSerializer();
            silo.AddSqliteGrainStorage(GrainStorage.Name);
            silo.Configure<GrainCollectionOptions>(options => options.CollectionAge = TimeSpan.FromMinutes(15));
            // Products are called rarely: where a hundred thousand of them live is not worth remembering, nor counting for the metrics.
            silo.Configure<GrainDirectoryOptions>(options => options.CacheSize = 10_000);
            silo.AddDashboard();
        });
        builder.Services.Configure<SystemTextJsonGrainStorageSerializerOptions>(options =>
        {
            options.JsonSerializerOptions.IgnoreReadOnlyProperties = true;
            options.JsonSerializerOptions.Converters.Add(new JsonStringEnumConverter());
        });
        // After the silo: hosted services start in the order they were added.
        builder.Services.AddHostedService<SweepPoker>();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(25));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
