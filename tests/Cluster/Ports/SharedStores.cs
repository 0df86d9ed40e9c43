using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Orleans.Hosting;
using Orleans.Runtime.Hosting;
using Orleans.Serialization.Serializers;
using Orleans.Storage;
using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Notifications;
using RefillRadar.Grains.Quarantine;
using RefillRadar.Grains.Stock.CatchUp;
using RefillRadar.Grains.Stock.Levels;
using RefillRadar.Grains.Thresholds;

namespace RefillRadar.Tests.Cluster.Ports;

/// <summary>Everything that outlives a silo: tables, post, files, and the clock.</summary>
internal sealed class SharedStores
{
    public SharedStores() => Thresholds = new ThresholdFolder(Time);

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));

    public AlertTable Alerts { get; } = new();

    public GrainTable Grains { get; } = new();

    public LevelTables Levels { get; } = new();

    public JournalTable Journal { get; } = new();

    public ShopLog Log { get; } = new();

    public Post Post { get; } = new();

    public QuarantineTable Quarantine { get; } = new();

    public ThresholdFolder Thresholds { get; }

    /// <summary>The ports of one process.</summary>
    public void AddPorts(IServiceCollection services, SiloLife life)
    {
        services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Time));
        services.AddSingleton<IAlertStore>(new InMemoryAlertStore(Alerts, Time, life));
        services.AddSingleton<IMailer>(new InMemoryMailer(Post, Time, life));
        services.AddSingleton<ILevelStore>(new InMemoryLevelStore(Levels, life));
        services.AddSingleton<ILevelHistory>(new InMemoryLevelHistory(Levels, Time, life));
        services.AddSingleton<IChangeLog>(new InMemoryChangeLog(Log, life));
        services.AddSingleton<IJournal>(new InMemoryJournal(Journal, life));
        services.AddSingleton<IChangeLog>(provider => provider.GetRequiredService<IJournal>());
        services.AddSingleton<IThresholdSource>(new InMemoryThresholdSource(Thresholds, life));
        services.AddSingleton<IQuarantine>(new InMemoryQuarantine(Quarantine, Time, life));
    }

    /// <summary>The grain storage of one silo.</summary>
    public void AddGrainStorage(ISiloBuilder silo, string name, SiloLife life)
    {
        silo.Services.AddOptions<SharedGrainStorageOptions>(name);
        silo.Services.AddTransient<
            IPostConfigureOptions<SharedGrainStorageOptions>,
            DefaultStorageProviderSerializerOptionsConfigurator<SharedGrainStorageOptions>>();
        silo.Services.AddGrainStorage(name, (services, key) => new SharedGrainStorage(
            Grains,
            services.GetRequiredService<IOptionsMonitor<SharedGrainStorageOptions>>().Get(key),
            services.GetRequiredService<IActivatorProvider>(),
            life,
            ""));
    }
}
