using System.Collections.Concurrent;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.TestingHost;
using RefillRadar.Grains.Board;
using RefillRadar.Grains.Configuration;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Hosting;
using RefillRadar.Grains.Notifications;
using RefillRadar.Grains.Stock.Intake;
using RefillRadar.Grains.Stock.Levels;
using RefillRadar.Grains.Stock.Order;
using RefillRadar.Grains.Stock.Partition;
using RefillRadar.Ingest.Formats;
using RefillRadar.Silo.Ingest;
using RefillRadar.Tests.Cluster.Ports;

namespace RefillRadar.Tests.Cluster;

/// <summary>
/// Two silos and a client in this process, over shared stores and a clock that stands still until it is moved. Grain storage is
/// serialized as the silo of the product does it.
/// </summary>
internal sealed class RadarCluster : IAsyncDisposable
{
    public const string Header = "product_id,name,stockout_threshold,team,hold_seconds,repeat_minutes,recovery_threshold,enabled\n";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan Nudge = TimeSpan.FromMilliseconds(200);
    private readonly ConcurrentDictionary<string, SiloLife> _lives = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _placed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly InProcessTestCluster _cluster;

    private RadarCluster(SharedStores stores, Action<IServiceCollection>? configure)
    {
        Stores = stores;
        var builder = new InProcessTestClusterBuilder(2);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((options, silo) =>
        {
            var life = _lives[options.SiloName] = new SiloLife();
            AddCommon(silo.Services, life, configure);
            silo.Services.AddRadarGrains();
            silo.Services.AddHostedService(services => new LatePoker(_placed.Task, services));
            silo.UseSystemTextJsonGrainStorageSerializer();
            silo.Services.Configure<SystemTextJsonGrainStorageSerializerOptions>(json =>
            {
                json.JsonSerializerOptions.IgnoreReadOnlyProperties = true;
                json.JsonSerializerOptions.Converters.Add(new JsonStringEnumConverter());
            });
            stores.AddGrainStorage(silo, GrainStorage.Name, life);
        });
        builder.ConfigureClient(client =>
        {
            AddCommon(client.Services, new SiloLife(), configure);
            client.Services.AddRadarClient();
            client.Services.AddSingleton(new ColumnMapping());
            client.Services.AddSingleton<FeedMonitor>();
            client.Services.AddSingleton<BatchIngest>();
            client.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromSeconds(20));
        });
        _cluster = builder.Build();
    }

    public SharedStores Stores { get; }

    public FakeTimeProvider Time => Stores.Time;

    public IGrainFactory Grains => _cluster.Client;

    public IRadar Radar => _cluster.Client.ServiceProvider.GetRequiredService<IRadar>();

    public BatchIngest Ingest => _cluster.Client.ServiceProvider.GetRequiredService<BatchIngest>();

    /// <summary>A cluster whose threshold file has these rows under <see cref="Header"/>.</summary>
    public static Task<RadarCluster> StartAsync(params string[] thresholds)
    {
        var stores = new SharedStores();
        stores.Thresholds.Put(Header + string.Join('\n', thresholds));
        return StartAsync(stores);
    }

    /// <summary>A cluster over stores that were there before.</summary>
    public static async Task<RadarCluster> StartAsync(SharedStores stores, Action<IServiceCollection>? configure = null)
    {
        var cluster = new RadarCluster(stores, configure);
        await cluster._cluster.DeployAsync();
        await cluster.PlaceAsync();
        return cluster;
    }

    /// <summary>Hands each partition its part in one call, like the ingest, and returns the keys of the changes that failed.</summary>
    public async Task<IReadOnlyList<string>> SendAsync(params StockChange[] changes)
    {
        Stores.Log.Add(Time.GetUtcNow(), changes);
        var failed = await Task.WhenAll(changes.GroupBy(change => StockPartitions.Of(change.Key)).Select(async part =>
        {
            StockChange[] batch = [.. part];
            var result = await PartitionOf(part.First().Key).Apply(new StockBatch(batch) { IsLogged = true });
            Assert.Equal(batch.Length, result.Applied + result.Skipped + result.Failed.Length);
            return result.Failed.Select(index => batch[index].Key).ToArray();
        }));
        return [.. failed.SelectMany(keys => keys)];
    }

    /// <summary>Posts a Lambda Kinesis event, as the endpoint takes it, while the clock runs. Returns the sequence numbers that failed.</summary>
    public async Task<IReadOnlyList<string>> PostAsync(byte[] body)
    {
        var result = await WhileTimePassesAsync(Ingest.PostEventAsync(body, isOwn: true, CancellationToken.None));
        return Ingest.SequenceNumbers(body, result.Failed);
    }

    /// <summary>Lets the clock run until a task is done: it may wait to try again.</summary>
    public async Task<T> WhileTimePassesAsync<T>(Task<T> task)
    {
        while (await Task.WhenAny(task, Task.Delay(20)) != task)
            Time.Advance(Nudge);
        return await task;
    }

    public IStockPartitionGrain PartitionOf(string key) => Grains.GetGrain<IStockPartitionGrain>(StockPartitions.Of(key));

    public async Task<ProductLevel?> LevelAsync(string key) => (await Radar.GetProductAsync(key, CancellationToken.None))?.Level;

    /// <summary>The one alert of a product.</summary>
    public Alert AlertOf(string key) => Assert.Single(Stores.Alerts.Of(key)).Alert;

    /// <summary>Notices of this product that left in mails.</summary>
    public int MailsAbout(string name) => Stores.Post.Mails.Count(mail => mail.Body.Contains($": {name} (ID: ", StringComparison.Ordinal));

    /// <summary>Lets time pass in steps, each taken in by all partitions before the next.</summary>
    public async Task PassAsync(TimeSpan span, TimeSpan? step = null)
    {
        var left = span;
        while (left > TimeSpan.Zero)
        {
            var next = step is { } wanted && wanted < left ? wanted : step is null && Nudge < left ? Nudge : left;
            Time.Advance(next);
            left -= next;
            await SettleAsync();
        }
    }

    public Task Eventually(Func<bool> condition, string what, TimeSpan? nudge = null) =>
        Eventually(() => Task.FromResult(condition()), what, nudge);

    /// <summary>Waits for the condition while time passes in small steps; a nudge of zero leaves the clock alone.</summary>
    public async Task Eventually(Func<Task<bool>> condition, string what, TimeSpan? nudge = null)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(started) > Patience)
                Assert.Fail($"Waited in vain for: {what}. It is {Time.GetUtcNow():HH:mm:ss} there.");
            Time.Advance(nudge ?? Nudge);
            await SettleAsync();
        }
    }

    /// <summary>Returns when every partition has done what stood before this call.</summary>
    public async Task SettleAsync()
    {
        try
        {
            await Task.WhenAll(Enumerable.Range(0, StockPartitions.Count).Select(partition =>
                Grains.GetGrain<IStockPartitionGrain>(partition).Apply(new StockBatch(Array.Empty<StockChange>()))));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // A silo is dying, or a partition was told to fail: the condition that is waited for decides.
        }
    }

    /// <summary>The silo where the grain is now.</summary>
    public InProcessSiloHandle SiloOf(IAddressable grain) => SiloOf(grain.GetGrainId());

    public InProcessSiloHandle SiloOfTeam(string team) => SiloOf(Grains.GetGrain<INotificationGrain>(team));

    public bool IsActive(IAddressable grain) => _cluster.TryGetGrainContext(grain.GetGrainId(), out _);

    public Task DeactivateAsync(IAddressable grain) => _cluster.DeactivateAsync(grain);

    public IReadOnlyList<InProcessSiloHandle> Silos => _cluster.Silos;

    /// <summary>One more silo.</summary>
    public Task<InProcessSiloHandle> JoinAsync() => _cluster.StartAdditionalSiloAsync();

    /// <summary>How many partitions each silo has.</summary>
    public int[] PartitionsOfSilos() =>
    [
        .. Enumerable.Range(0, StockPartitions.Count)
            .Select(partition => Grains.GetGrain<IStockPartitionGrain>(partition))
            .Where(partition => IsActive(partition))
            .CountBy(partition => SiloOf(partition).SiloAddress)
            .Select(silo => silo.Value)
            .Order(),
    ];

    /// <summary>SIGKILL, as far as one process can play it.</summary>
    public Task KillAsync(InProcessSiloHandle silo)
    {
        _lives[silo.Name].End();
        return _cluster.KillSiloAsync(silo);
    }

    public async Task KillAllAsync()
    {
        foreach (var life in _lives.Values)
            life.End();
        foreach (var silo in _cluster.Silos)
            await _cluster.KillSiloAsync(silo);
        await DisposeAsync();
    }

    /// <summary>Stops as the host does on SIGTERM.</summary>
    public async Task StopAsync()
    {
        await _cluster.StopAllSilosAsync();
        await DisposeAsync();
    }

    public ValueTask DisposeAsync()
    {
        foreach (var life in _lives.Values)
            life.End();
        return _cluster.DisposeAsync();
    }

    // Only once both silos are there; a silo that starts first would take them all, and they would move under the tests' feet.
    private async Task PlaceAsync()
    {
        await SettleAsync();
        _placed.SetResult();
    }

    private InProcessSiloHandle SiloOf(GrainId grain)
    {
        Assert.True(_cluster.TryGetGrainContext(grain, out var context), $"{grain} is not active.");
        return _cluster.Silos.Single(silo => silo.SiloAddress.Equals(context.Address.SiloAddress));
    }

    private void AddCommon(IServiceCollection services, SiloLife life, Action<IServiceCollection>? configure)
    {
        Stores.AddPorts(services, life);
        services.UseTimeProviderForBackgroundAreas(TimeProvider.System);
        services.AddKeyedSingleton(TimeProviderNames.Messaging, TimeProvider.System);
        configure?.Invoke(services);
    }
}
