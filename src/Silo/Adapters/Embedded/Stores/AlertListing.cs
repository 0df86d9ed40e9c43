using System.Text;
using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Contracts;
using RefillRadar.Silo.Adapters.Embedded.Sqlite;

namespace RefillRadar.Silo.Adapters.Embedded.Stores;

/// <summary>
/// One page of alerts: a short read of one index per status wanted, merged. However many rows there are, a page costs its
/// own length.
/// </summary>
internal static class AlertListing
{
    private static readonly AlertStatus[] AllButPending =
        [AlertStatus.Firing, AlertStatus.Acknowledged, AlertStatus.Snoozed, AlertStatus.Resolved];

    /// <summary>Reads the page after the query's cursor.</summary>
    public static AlertPage Read(SqliteSession session, AlertQuery query, KeysetCursor after, long now)
    {
        var limit = Math.Clamp(query.Limit, 1, AlertQuery.MaxLimit);
        var statuses = query.Statuses.IsDefaultOrEmpty ? AllButPending : query.Statuses.Distinct();
        var sql = Sql(query);
        var rows = new List<AlertRow>();
        foreach (var status in statuses)
            rows.AddRange(session.Query(sql, AlertColumns.Read, Parameters(query, status, after, now, limit + 1)));

        rows.Sort(NewestFirst);
        if (rows.Count <= limit)
            return new AlertPage([.. rows], null);
        var last = rows[limit - 1].Alert;
        return new AlertPage([.. rows.Take(limit)], new KeysetCursor(last.OpenedAt.UtcTicks, last.Id).ToString());
    }

    private static int NewestFirst(AlertRow left, AlertRow right)
    {
        var order = right.Alert.OpenedAt.UtcTicks.CompareTo(left.Alert.OpenedAt.UtcTicks);
        return order == 0 ? CompareIds(left.Alert.Id, right.Alert.Id) : order;
    }

    // SQLite compares text by its UTF-8 bytes; UTF-16 order differs beyond the basic plane.
    private static int CompareIds(string left, string right) =>
        Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right));

    // The most selective filter leads to an index; a unary plus keeps the others from competing with it.
    private static string Sql(AlertQuery query)
    {
        var sql = new StringBuilder($"SELECT {AlertColumns.Selected} FROM stockout_alerts WHERE status = $status");
        var led = false;
        Filter("product_id", "$product", query.ProductId is not null);
        Filter("warehouse", "$warehouse", query.Warehouse is not null);
        Filter("team", "$team", query.Team is not null);
        Filter("severity", "$severity", query.Severity is not null);
        sql.Append("""
             AND opened_at BETWEEN $from AND $to AND (opened_at < $opened OR alert_id > $id) AND +ttl_expiration > $now
            ORDER BY opened_at DESC, alert_id LIMIT $limit
            """);
        return sql.ToString();

        void Filter(string column, string parameter, bool wanted)
        {
            if (!wanted)
                return;
            sql.Append(led ? $" AND +{column} = {parameter}" : $" AND {column} = {parameter}");
            led = true;
        }
    }

    private static (string Name, object? Value)[] Parameters(
        AlertQuery query, AlertStatus status, KeysetCursor after, long now, int limit)
    {
        List<(string Name, object? Value)> parameters =
        [
            ("$status", AlertColumns.Name(status)),
            ("$from", query.From?.UtcTicks ?? 0),
            ("$to", Math.Min(after.Ticks, (query.To?.UtcTicks ?? long.MaxValue) - 1)),
            ("$opened", after.Ticks),
            ("$id", after.Id),
            ("$now", now),
            ("$limit", limit),
        ];
        if (query.ProductId is not null)
            parameters.Add(("$product", SqliteValue.OfProductId(query.ProductId)));
        if (query.Warehouse is not null)
            parameters.Add(("$warehouse", query.Warehouse));
        if (query.Team is not null)
            parameters.Add(("$team", query.Team));
        if (query.Severity is { } severity)
            parameters.Add(("$severity", AlertColumns.Name(severity)));
        return [.. parameters];
    }
}
