using System.Net;
using System.Net.Sockets;
using System.Text.Json.Serialization;
using Orleans.Configuration;
using Orleans.Dashboard;
using Orleans.Serialization;
using RefillRadar.Grains.Configuration;
using RefillRadar.Grains.Hosting;
using RefillRadar.Silo.Adapters.Aws;
using RefillRadar.Silo.Adapters.Aws.Orleans;
using RefillRadar.Silo.Adapters.Embedded.Orleans;
using RefillRadar.Silo.Configuration;

namespace RefillRadar.Silo.Hosting;

/// <summary>The Orleans side of a process: a silo, or a client of the silos where the process is only a dashboard.</summary>
internal static class ClusterHosting
{
    public static void AddCluster(this WebApplicationBuilder builder, RadarSettings settings)
    {
        if (!settings.Roles.HasFlag(RadarRoles.Silo))
        {
            builder.AddClient(settings.Aws!);
            return;
        }

        builder.Services.AddRadarGrains();
        builder.UseOrleans(silo =>
        {
            silo.UseSystemTextJsonGrainStorageSerializer();
            if (settings.Aws is { } aws)
                silo.UseAws(aws);
            else
                silo.UseEmbedded();
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
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(25) + (settings.Aws?.Drain ?? TimeSpan.Zero));
    }

    private static void AddClient(this WebApplicationBuilder builder, AwsOptions aws)
    {
        builder.Services.AddRadarClient();
        builder.UseOrleansClient(client =>
        {
            client.UseDynamoDBClustering(options => (options.TableName, options.CreateIfNotExists) = (aws.TablePrefix + OrleansTables.Silos.Name, aws.CreateTables));
            client.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (aws.ClusterId, aws.ServiceId));
            client.Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = TimeSpan.FromSeconds(5));
            // Silos may come later than the dashboard, or all restart at once.
            client.UseConnectionRetryFilter<RetryUntilSilosAreThere>();
            client.AddDashboard();
        });
    }

    // One process: its ports are its own business, so several installations can run beside each other.
    private static void UseEmbedded(this ISiloBuilder silo)
    {
        silo.UseLocalhostClustering(FreePort(), FreePort(), serviceId: "refillradar", clusterId: "embedded");
        silo.AddSqliteGrainStorage(GrainStorage.Name);
    }

    private static void UseAws(this ISiloBuilder silo, AwsOptions aws)
    {
        var address = aws.AdvertisedAddress ?? EcsTask.AddressAsync().GetAwaiter().GetResult() ?? IPAddress.Loopback;
        silo.ConfigureEndpoints(address, aws.SiloPort, aws.GatewayPort, listenOnAnyHostAddress: !IPAddress.IsLoopback(address));
        silo.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (aws.ClusterId, aws.ServiceId));
        silo.UseDynamoDBClustering(options => (options.TableName, options.CreateIfNotExists) = (aws.TablePrefix + OrleansTables.Silos.Name, aws.CreateTables));
        silo.AddDynamoDBGrainStorage(
            GrainStorage.Name,
            options => (options.TableName, options.CreateIfNotExists, options.ServiceId) =
                (aws.TablePrefix + OrleansTables.GrainState.Name, aws.CreateTables, aws.ServiceId));
        // A dead silo is noticed after three missed probes; rows of dead ones go after a day.
        silo.Configure<ClusterMembershipOptions>(options =>
        {
            options.ProbeTimeout = TimeSpan.FromSeconds(3);
            options.NumMissedProbesLimit = 3;
            options.DefunctSiloExpiration = TimeSpan.FromDays(1);
            options.DefunctSiloCleanupPeriod = TimeSpan.FromHours(1);
        });
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
