using Amazon.DynamoDBv2.Model;
using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Silo.Adapters.Aws.Stores;

/// <summary>Which partitions of which index answer a question about alerts.</summary>
internal sealed class AlertQueries(string table)
{
    /// <summary>Most pages (1 MB each) that one request for a list reads; then it answers what it has, and a cursor.</summary>
    public const int MaxPages = 64;

    private static readonly AlertStatus[] AllButPending =
        [AlertStatus.Firing, AlertStatus.Acknowledged, AlertStatus.Snoozed, AlertStatus.Resolved];

    /// <summary>The lists that hold the rows wanted, each from the cursor on.</summary>
    public IEnumerable<QueryRequest> Listing(AlertQuery query, int limit, DateTimeOffset now)
    {
        var (low, high) = RangeOf(query);
        var product = query.ProductId is { } id ? AlertItem.ProductPartition(id) : null;
        if (ListOrder.Compare(low, high) > 0 || (product is not null && !Attributes.CanBeKey(product)))
            return [];
        var statuses = query.Statuses.IsDefaultOrEmpty ? AllButPending : [.. query.Statuses.Distinct()];
        var lists = product is not null
            ? [IndexQuery.Of(table, StoreTables.AlertsByProduct, product, low, high)]
            : statuses.Select(AlertItem.ListOf).Distinct()
                .SelectMany(list => IndexQuery.Shards.Select(shard => $"{list}#{shard}"))
                .Select(partition => IndexQuery.Of(table, StoreTables.AlertsByOpening, partition, low, high))
                .ToArray();
        foreach (var list in lists)
        {
            Filter(list, query, statuses, now);
            // Rows that a filter drops count too: then whole pages.
            if (query is { Severity: null, Warehouse: null, Team: null })
                list.Limit = PageOf(limit, lists.Length);
        }

        return lists;
    }

    /// <summary>Rows due until a time, longest overdue first.</summary>
    public IEnumerable<QueryRequest> Due(DateTimeOffset until, int limit, DateTimeOffset now)
    {
        foreach (var query in Shards(StoreTables.AlertsByDue, DateTimeOffset.MinValue, until))
        {
            query.WhereAlive(now).ProjectionExpression = "stock_key, #range";
            query.Limit = PageOf(limit, StoreTables.Shards);
            yield return query;
        }
    }

    /// <summary>When episodes fired, and how bad they were; both times inclusive.</summary>
    public IEnumerable<QueryRequest> Fired(DateTimeOffset from, DateTimeOffset to, DateTimeOffset now) =>
        Shards(StoreTables.AlertsByFiring, from, to)
            .Select(query => query.Where("status", "<>", Attributes.Text(AlertItem.Name(AlertStatus.Pending))).WhereAlive(now));

    /// <summary>Episodes that ended since a time.</summary>
    public IEnumerable<QueryRequest> Resolved(DateTimeOffset since, DateTimeOffset now) =>
        Shards(StoreTables.AlertsByResolution, since, DateTimeOffset.MaxValue).Select(query => query.WhereAlive(now));

    private IEnumerable<QueryRequest> Shards(TableIndex index, DateTimeOffset from, DateTimeOffset to) =>
        IndexQuery.Shards.Select(shard => IndexQuery.Of(table, index, shard, Attributes.Iso(from), Attributes.Iso(to)));

    private static (string Low, string High) RangeOf(AlertQuery query)
    {
        var low = query.To is { } to ? ListOrder.After(to) : ListOrder.First;
        var high = query.From is { } from ? ListOrder.After(from) : ListOrder.Last;
        if (query.Cursor is { } cursor && ListOrder.Behind(ListOrder.FromCursor(cursor)) is var behind && ListOrder.Compare(behind, low) > 0)
            low = behind;
        return (low, high);
    }

    private static void Filter(QueryRequest list, AlertQuery query, AlertStatus[] statuses, DateTimeOffset now)
    {
        list.WhereAlive(now).WhereIn("status", [.. statuses.Select(AlertItem.Name)]);
        if (query.Severity is { } severity)
            list.Where("severity", "=", Attributes.Text(AlertItem.Name(severity)));
        if (query.Warehouse is { } warehouse)
            list.Where("warehouse", "=", Attributes.Text(warehouse));
        if (query.Team is { } team)
            list.Where("team", "=", Attributes.Text(team));
    }

    // What one of several lists is likely to bring to an answer, and a half more, so that most answers take one page of each.
    private static int PageOf(int limit, int lists) => (int)Math.Min(10_000, limit * 3L / 2 / lists + 8);
}
