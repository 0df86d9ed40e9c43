using System.Collections.Immutable;
using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Contracts;
using RefillRadar.Silo.Adapters.Embedded.Stores;

namespace RefillRadar.Tests.Cluster.Ports;

internal sealed class InMemoryAlertStore(AlertTable table, TimeProvider time, SiloLife life) : IAlertStore
{
    private IEnumerable<AlertRow> Live
    {
        get
        {
            var now = time.GetUtcNow();
            return table.Rows.Values.Where(row => row.ExpiresAt is null || row.ExpiresAt > now);
        }
    }

    public async Task<bool> PutAsync(AlertRow row, CancellationToken cancellationToken)
    {
        await life.ReachAsync(cancellationToken);
        table.Putting?.Invoke(row);
        var stored = table.Rows.AddOrUpdate(row.Alert.Id, row, (_, there) => there.Revision >= row.Revision ? there : row);
        table.Written?.Invoke(row);
        return ReferenceEquals(stored, row);
    }

    public async Task RemoveAsync(string id, long revision, CancellationToken cancellationToken)
    {
        await life.ReachAsync(cancellationToken);
        while (table.Rows.TryGetValue(id, out var row) && row.Revision <= revision)
        {
            if (table.Rows.TryRemove(new KeyValuePair<string, AlertRow>(id, row)))
                return;
        }
    }

    public async Task<AlertRow?> GetAsync(string id, CancellationToken cancellationToken)
    {
        await life.ReachAsync(cancellationToken);
        return Live.FirstOrDefault(row => row.Alert.Id == id);
    }

    public async Task<AlertPage> ListAsync(AlertQuery query, CancellationToken cancellationToken)
    {
        await life.ReachAsync(cancellationToken);
        var after = KeysetCursor.Parse(query.Cursor);
        var limit = Math.Clamp(query.Limit, 1, AlertQuery.MaxLimit);
        var rows = Live
            .Where(row => Matches(row.Alert, query))
            .Where(row => (row.Alert.OpenedAt.UtcTicks, after.Ticks) switch
            {
                var (opened, ticks) when opened != ticks => opened < ticks,
                _ => string.CompareOrdinal(row.Alert.Id, after.Id) > 0,
            })
            .OrderByDescending(row => row.Alert.OpenedAt).ThenBy(row => row.Alert.Id, StringComparer.Ordinal)
            .Take(limit + 1).ToImmutableArray();
        if (rows.Length <= limit)
            return new AlertPage(rows, null);
        var last = rows[limit - 1].Alert;
        return new AlertPage(rows[..limit], new KeysetCursor(last.OpenedAt.UtcTicks, last.Id).ToString());
    }

    public async Task<ImmutableArray<string>> DueAsync(DateTimeOffset until, int limit, CancellationToken cancellationToken)
    {
        await life.ReachAsync(cancellationToken);
        return [.. Live.Where(row => row.Due <= until).OrderBy(row => row.Due).ThenBy(row => row.Key, StringComparer.Ordinal)
            .Select(row => row.Key).Distinct().Take(limit)];
    }

    public async Task<AlertCounts> CountAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        await life.ReachAsync(cancellationToken);
        return new AlertCounts(
            Live.Count(row => row.Alert.Status != AlertStatus.Pending && row.Alert.FiredAt >= since),
            Live.Count(row => row.Alert.ResolvedAt >= since));
    }

    public async Task<ImmutableArray<AlertBucket>> HistogramAsync(
        DateTimeOffset from, DateTimeOffset to, TimeSpan bucket, CancellationToken cancellationToken)
    {
        await life.ReachAsync(cancellationToken);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(bucket, TimeSpan.Zero);
        if (to <= from)
            return [];
        var spans = ((to - from).Ticks - 1) / bucket.Ticks + 1;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(spans, 10_000, nameof(bucket));
        var fired = Live.Where(row => row.Alert.Status != AlertStatus.Pending && row.Alert.FiredAt >= from && row.Alert.FiredAt < to)
            .ToLookup(row => (row.Alert.FiredAt!.Value - from).Ticks / bucket.Ticks, row => row.Alert.Severity);
        return [.. Enumerable.Range(0, (int)spans).Select(span => new AlertBucket(
            from + bucket * span,
            fired[span].Count(severity => severity == AlertSeverity.Low),
            fired[span].Count(severity => severity == AlertSeverity.Out)))];
    }

    private static bool Matches(Alert alert, AlertQuery query) =>
        (query.Statuses.IsDefaultOrEmpty ? alert.Status != AlertStatus.Pending : query.Statuses.Contains(alert.Status))
        && (query.Severity is null || alert.Severity == query.Severity)
        && (query.ProductId is null || alert.ProductId == query.ProductId)
        && (query.Warehouse is null || alert.Warehouse == query.Warehouse)
        && (query.Team is null || alert.Team == query.Team)
        && (query.From is null || alert.OpenedAt >= query.From)
        && (query.To is null || alert.OpenedAt < query.To);
}
