using System.Collections.Immutable;
using RefillRadar.Grains.Alerts;
using RefillRadar.Silo.Adapters.Embedded.Sqlite;

namespace RefillRadar.Silo.Adapters.Embedded.Stores;

/// <summary>The alert table in radar.db, with the columns that the DynamoDB table has.</summary>
internal sealed class SqliteAlertStore(SqliteDatabase database, TimeProvider time) : IAlertStore, IExpiring
{
    /// <summary>Most spans that one histogram may have.</summary>
    public const int MaxBuckets = 10_000;

    private long Now => time.GetUtcNow().ToUnixTimeSeconds();

    public Task<bool> PutAsync(AlertRow row, CancellationToken cancellationToken)
    {
        var parameters = AlertColumns.Parameters(row);
        return database.WriteAsync(session => session.Execute(AlertColumns.Upsert, parameters) > 0, cancellationToken);
    }

    public Task RemoveAsync(string id, long revision, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session => session.Execute(
                "DELETE FROM stockout_alerts WHERE alert_id = $id AND revision <= $revision", ("$id", id), ("$revision", revision)),
            cancellationToken);

    public Task<AlertRow?> GetAsync(string id, CancellationToken cancellationToken)
    {
        var now = Now;
        return database.ReadAsync(
            session => session.Query(
                $"SELECT {AlertColumns.Selected} FROM stockout_alerts WHERE alert_id = $id AND ttl_expiration > $now",
                AlertColumns.Read, ("$id", id), ("$now", now)).FirstOrDefault(),
            cancellationToken);
    }

    public async Task<AlertPage> ListAsync(AlertQuery query, CancellationToken cancellationToken)
    {
        var after = KeysetCursor.Parse(query.Cursor);
        var now = Now;
        return await database.ReadAsync(session => AlertListing.Read(session, query, after, now), cancellationToken);
    }

    public Task<ImmutableArray<string>> DueAsync(DateTimeOffset until, int limit, CancellationToken cancellationToken)
    {
        var now = Now;
        return database.ReadAsync(
            session => session.Stream(
                    "SELECT stock_key FROM stockout_alerts WHERE due <= $until AND ttl_expiration > $now ORDER BY due, stock_key",
                    reader => reader.GetString(0), ("$until", until.UtcTicks), ("$now", now))
                .Distinct().Take(limit).ToImmutableArray(),
            cancellationToken);
    }

    public Task<AlertCounts> CountAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var now = Now;
        return database.ReadAsync(
            session => new AlertCounts(
                (int)session.Scalar<long>(
                    "SELECT COUNT(*) FROM stockout_alerts WHERE fired_at >= $since AND status <> 'pending' AND ttl_expiration > $now",
                    ("$since", since.UtcTicks), ("$now", now)),
                (int)session.Scalar<long>(
                    "SELECT COUNT(*) FROM stockout_alerts WHERE resolved_at >= $since AND ttl_expiration > $now",
                    ("$since", since.UtcTicks), ("$now", now))),
            cancellationToken);
    }

    public async Task<ImmutableArray<AlertBucket>> HistogramAsync(
        DateTimeOffset from, DateTimeOffset to, TimeSpan bucket, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(bucket, TimeSpan.Zero);
        if (to <= from)
            return [];
        var count = ((to - from).Ticks - 1) / bucket.Ticks + 1;
        if (count > MaxBuckets)
            throw new ArgumentOutOfRangeException(nameof(bucket), bucket, $"That makes {count} spans; at most {MaxBuckets} are counted.");

        var now = Now;
        var counted = await database.ReadAsync(
            session => session.Query(
                """
                SELECT (fired_at - $from) / $bucket, severity, COUNT(*) FROM stockout_alerts
                WHERE fired_at >= $from AND fired_at < $to AND status <> 'pending' AND ttl_expiration > $now GROUP BY 1, 2
                """,
                reader => (Index: (int)reader.GetInt64(0), IsOut: reader.GetString(1) == "out", Count: (int)reader.GetInt64(2)),
                ("$from", from.UtcTicks), ("$to", to.UtcTicks), ("$bucket", bucket.Ticks), ("$now", now)),
            cancellationToken);

        var buckets = new AlertBucket[count];
        for (var i = 0; i < count; i++)
            buckets[i] = new AlertBucket((from + bucket * i).ToUniversalTime(), 0, 0);
        foreach (var (index, isOut, alerts) in counted)
            buckets[index] = isOut ? buckets[index] with { Out = alerts } : buckets[index] with { Low = alerts };
        return [.. buckets];
    }

    public Task<int> PurgeAsync(int limit, CancellationToken cancellationToken)
    {
        var now = Now;
        return database.WriteAsync(
            session => session.Execute(
                """
                DELETE FROM stockout_alerts WHERE rowid IN (
                    SELECT rowid FROM stockout_alerts WHERE ttl_expiration <= $now ORDER BY ttl_expiration LIMIT $limit)
                """, ("$now", now), ("$limit", limit)),
            cancellationToken);
    }
}
