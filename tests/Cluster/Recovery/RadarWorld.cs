using System.Collections.Immutable;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Orleans.Serialization;
using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Configuration;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Notifications;
using RefillRadar.Grains.Stock.CatchUp;
using RefillRadar.Grains.Stock.Levels;
using RefillRadar.Grains.Stock.Partition;
using RefillRadar.Grains.Telemetry;
using RefillRadar.Grains.Thresholds;
using RefillRadar.Tests.Cluster.Ports;

namespace RefillRadar.Tests.Cluster.Recovery;

/// <summary>All that outlives a process: what is on its disk, the source's log, the teams' post, the clock.</summary>
internal sealed class RadarWorld
{
    /// <summary>The one partition that is looked at.</summary>
    public static readonly int Partition = StockPartitions.Of("1");

    /// <summary>Products of that partition.</summary>
    public static readonly ImmutableArray<string> Products =
        [.. Enumerable.Range(1, 10_000).Select(id => $"{id}").Where(id => StockPartitions.Of(id) == Partition).Take(6)];

    private static readonly ServiceProvider Services =
        new ServiceCollection().AddSerializer().AddMetrics().AddSingleton<LevelSnapshot>().AddSingleton<RadarMetrics>().BuildServiceProvider();

    private readonly SharedStores _stores = new();
    private readonly Dictionary<string, (PartitionState State, int Etag)> _partitions = [];
    private readonly Dictionary<string, (ProductState State, int Etag)> _products = [];
    private readonly AlertsOptions _alerts = new();

    public RadarWorld()
    {
        var life = new SiloLife();
        Alerts = new DiskAlerts(Disk, new InMemoryAlertStore(_stores.Alerts, Time, life));
        Journal = new DiskJournal(Disk, new InMemoryJournal(_stores.Journal, life));
        Log = new InMemoryChangeLog(_stores.Log, life);
        _levels = new DiskLevels(Disk, new InMemoryLevelStore(_stores.Levels, life));
        _history = new DiskHistory(Disk, new InMemoryLevelHistory(_stores.Levels, Time, life));
    }

    private readonly DiskLevels _levels;
    private readonly DiskHistory _history;

    public Disk Disk { get; } = new();

    public FakeTimeProvider Time => _stores.Time;

    public ILogger<StockPartition> Logger { get; set; } = NullLogger<StockPartition>.Instance;

    public IAlertStore Alerts { get; }

    public IJournal Journal { get; }

    public IChangeLog Log { get; }

    /// <summary>The source's own log, to be written as the source does.</summary>
    public ShopLog Source => _stores.Log;

    public ThresholdTable Rules { get; private set; } = ThresholdTable.Empty;

    /// <summary>Every notice that was sent, as often as it was.</summary>
    public List<Notice> Sent { get; } = [];

    /// <summary>What is being sent, and what was sent and not marked yet.</summary>
    public PostState Post { get; private set; } = new(null, []);

    /// <summary>Alert rows.</summary>
    public IEnumerable<AlertRow> Rows => _stores.Alerts.Rows.Values;

    /// <summary>Stored product states.</summary>
    public IReadOnlyDictionary<string, ProductState> States => _products.ToDictionary(product => product.Key, product => product.Value.State);

    /// <summary>Puts a threshold file in force.</summary>
    public void SetRules(string rows)
    {
        var (parsed, errors) = ThresholdCsv.Parse(Encoding.UTF8.GetBytes(
            "product_id,name,stockout_threshold,team,recovery_threshold,hold_seconds,repeat_minutes\n" + rows));
        Assert.Empty(errors);
        Rules = new ThresholdTable($"{rows.GetHashCode(StringComparison.Ordinal)}", parsed, Time.GetUtcNow());
    }

    public StockPartition NewPartition(IPartitionHost host) => new(
        Partition,
        new StoredState<PartitionState>(Disk, _partitions, "partition"),
        new PartitionPorts(
            _levels, _history, Journal, Services.GetRequiredService<LevelSnapshot>(), Options.Create(_alerts), Options.Create(new FeedOptions()),
            Services.GetRequiredService<RadarMetrics>(), Time, Logger),
        host);

    public Product NewProduct(string key, Action<string, ImmutableArray<Notice>> offer) =>
        new(key, new StoredState<ProductState>(Disk, _products, key), Alerts, offer, _alerts, Time);

    public Task KeepAsync(PostState post) => Disk.WriteAsync(() =>
    {
        Post = post;
        return Task.CompletedTask;
    });

    public Task SendAsync(Notice notice) => Disk.WriteAsync(() =>
    {
        Sent.Add(notice);
        return Task.CompletedTask;
    });
}
