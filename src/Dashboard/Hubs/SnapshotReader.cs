using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Board;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Stock.Partition;

namespace RefillRadar.Dashboard.Hubs;

/// <summary>Reads a <see cref="RadarSnapshot"/> from the grains.</summary>
internal sealed class SnapshotReader(IRadar radar, TimeProvider time)
{
    public const int MaxAlerts = 5_000;

    private static readonly AlertStatus[] Open =
        [AlertStatus.Pending, AlertStatus.Firing, AlertStatus.Acknowledged, AlertStatus.Snoozed];

    private static readonly Comparer<ProductLevel> ByKey = Comparer<ProductLevel>.Create((left, right) => StockKey.Compare(left.Key, right.Key));

    public async Task<RadarSnapshot> ReadAsync(CancellationToken cancellationToken)
    {
        var asOf = time.GetUtcNow();
        var stats = radar.GetStatsAsync(cancellationToken);
        var low = radar.ListProductsAsync(new ProductQuery { Status = "low", Limit = 1000 }, cancellationToken);
        var @out = radar.ListProductsAsync(new ProductQuery { Status = "out", Limit = 1000 }, cancellationToken);
        var alerts = await ReadOpenAsync(cancellationToken);

        var levels = (await low).Items.Concat((await @out).Items)
            .DistinctBy(level => level.Key).Order(ByKey).Take(1000).ToArray();
        return new RadarSnapshot(alerts, await stats, levels, asOf);
    }

    /// <summary>Alerts that are resolved, the newest page of them.</summary>
    public async Task<IReadOnlyList<Alert>> ReadResolvedAsync(CancellationToken cancellationToken)
    {
        var query = new AlertQuery { Statuses = [AlertStatus.Resolved], Limit = AlertQuery.MaxLimit };
        var page = await radar.ListAlertsAsync(query, cancellationToken);
        return [.. page.Items.Select(row => row.Alert)];
    }

    private async Task<List<Alert>> ReadOpenAsync(CancellationToken cancellationToken)
    {
        List<Alert> alerts = [];
        string? cursor = null;
        do
        {
            var query = new AlertQuery { Statuses = [.. Open], Limit = AlertQuery.MaxLimit, Cursor = cursor };
            var page = await radar.ListAlertsAsync(query, cancellationToken);
            alerts.AddRange(page.Items.Select(row => row.Alert));
            cursor = page.NextCursor;
        }
        while (cursor is not null && alerts.Count < MaxAlerts);

        return alerts;
    }
}
