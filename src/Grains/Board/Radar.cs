using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Orleans;
using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Configuration;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Feed;
using RefillRadar.Grains.Quarantine;
using RefillRadar.Grains.Stock.Partition;
using RefillRadar.Grains.Thresholds;

namespace RefillRadar.Grains.Board;

/// <summary>Asks the partitions and puts their answers together.</summary>
internal sealed partial class Radar(
    IGrainFactory grains,
    IAlertStore alerts,
    IQuarantine quarantine,
    ThresholdCache thresholds,
    SystemReader system,
    IOptions<FeedOptions> feed,
    IOptions<AlertsOptions> defaults,
    TimeProvider time) : IRadar
{
    private readonly Remembered<RadarStats> _stats = new(TimeSpan.FromMilliseconds(900), time);

    public async Task<ProductPage> ListProductsAsync(ProductQuery query, CancellationToken cancellationToken)
    {
        query = query with { Limit = Math.Clamp(query.Limit, 1, AlertQuery.MaxLimit) };
        var parts = await Task.WhenAll(Partitions().Select(partition => partition.List(query))).WaitAsync(cancellationToken);
        var items = parts.SelectMany(part => part).Order(ByKey).Take(query.Limit + 1).ToImmutableArray();
        return items.Length > query.Limit
            ? new ProductPage(items[..query.Limit], items[query.Limit - 1].Key)
            : new ProductPage(items, null);
    }

    public Task<ProductDetail?> GetProductAsync(string key, CancellationToken cancellationToken) =>
        PartitionOf(key).Get(key, cancellationToken);

    public async Task<AlertPage> ListAlertsAsync(AlertQuery query, CancellationToken cancellationToken)
    {
        var page = await alerts.ListAsync(query, cancellationToken);
        return page with { Items = await WithQuantitiesAsync(page.Items) };
    }

    public async Task<AlertRow?> GetAlertAsync(string id, CancellationToken cancellationToken) =>
        await alerts.GetAsync(id, cancellationToken) is { } row ? (await WithQuantitiesAsync([row]))[0] : null;

    public async Task<AlertActionResult> ActAsync(string alertId, AlertAction action, CancellationToken cancellationToken)
    {
        if (await alerts.GetAsync(alertId, cancellationToken) is not { } row)
            return new AlertActionResult(null, "The alert does not exist.");
        if (row.Alert.Status == AlertStatus.Resolved)
            return new AlertActionResult(row.Alert, "The alert is resolved.");
        var result = await PartitionOf(row.Key).Act(row.Key, alertId, action, cancellationToken);
        return result.Alert is null
            ? result with { Alert = (await alerts.GetAsync(alertId, cancellationToken))?.Alert ?? row.Alert }
            : result;
    }

    public Task<RadarStats> GetStatsAsync(CancellationToken cancellationToken) => _stats.GetAsync(CountAsync, cancellationToken);

    public Task<ThresholdsInfo> GetThresholdsAsync(CancellationToken cancellationToken) =>
        grains.GetGrain<IThresholdsGrain>(0).Info().WaitAsync(cancellationToken);

    public async Task<bool> SubscribeAsync(IRadarObserver observer, bool levels, CancellationToken cancellationToken)
    {
        var known = await Task.WhenAll(Partitions().Select(partition => partition.Subscribe(observer, levels))).WaitAsync(cancellationToken);
        return known.All(was => was);
    }

    private static Comparer<ProductLevel> ByKey { get; } =
        Comparer<ProductLevel>.Create((left, right) => StockKey.Compare(left.Key, right.Key));

    private async Task<RadarStats> CountAsync()
    {
        var now = time.GetUtcNow();
        var today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        var counting = alerts.CountAsync(today, CancellationToken.None);
        var quarantined = quarantine.CountAsync(CancellationToken.None);
        var hearing = grains.GetGrain<IFeedGrain>(0).Get();
        var parts = await Task.WhenAll(Partitions().Select(partition => partition.Stats()));
        var counts = await counting;
        var heard = await hearing;
        return new RadarStats
        {
            Tracked = parts.Sum(part => part.Tracked),
            Low = parts.Sum(part => part.Low),
            Out = parts.Sum(part => part.Out),
            Pending = parts.Sum(part => part.Pending),
            OpenedToday = counts.Opened,
            ResolvedToday = counts.Resolved,
            Untracked = parts.Sum(part => part.Untracked),
            Quarantined = await quarantined,
            RecordsTotal = parts.Sum(part => part.Records),
            LagSeconds = Math.Round(heard.LagSeconds, 3),
            FeedStale = heard.SeenAt is null || now - heard.SeenAt > TimeSpan.FromSeconds(feed.Value.StaleAfterSeconds),
        };
    }

    // A row holds the level of its last decision. The partition knows the level now, once it has heard of that decision.
    private async Task<ImmutableArray<AlertRow>> WithQuantitiesAsync(ImmutableArray<AlertRow> rows)
    {
        var open = rows.Where(row => row.Alert.ResolvedAt is null).Select(row => row.Key).Distinct().GroupBy(StockPartitions.Of);
        var known = new Dictionary<string, CurrentLevel>(StringComparer.Ordinal);
        await Task.WhenAll(open.Select(async keys =>
        {
            ImmutableArray<string> asked = [.. keys];
            var quantities = await grains.GetGrain<IStockPartitionGrain>(keys.Key).Quantities(asked);
            lock (known)
            {
                for (var index = 0; index < asked.Length; index++)
                    known[asked[index]] = quantities[index];
            }
        }));
        return [.. rows.Select(row => row.Alert.ResolvedAt is null && known.GetValueOrDefault(row.Key) is { Quantity: { } quantity, Revision: var revision } && revision >= row.Revision
            ? row with { Alert = row.Alert with { Quantity = quantity } }
            : row)];
    }

    private IEnumerable<IStockPartitionGrain> Partitions() =>
        Enumerable.Range(0, StockPartitions.Count).Select(partition => grains.GetGrain<IStockPartitionGrain>(partition));

    private IStockPartitionGrain PartitionOf(string key) => grains.GetGrain<IStockPartitionGrain>(StockPartitions.Of(key));
}
