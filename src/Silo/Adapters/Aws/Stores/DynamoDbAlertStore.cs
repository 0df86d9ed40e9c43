using System.Collections.Immutable;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Silo.Adapters.Aws.Stores;

/// <summary>
/// The alert table in DynamoDB. A row is read and written consistently; lists, due keys and counts come from indexes, which follow
/// a write some milliseconds later and are never a moment of the whole table: a row that just moved between lists can be missing
/// from one answer. Nothing scans.
/// </summary>
internal sealed class DynamoDbAlertStore(IAmazonDynamoDB client, AwsOptions options, TimeProvider time) : IAlertStore
{
    private readonly string _table = options.TablePrefix + StoreTables.Alerts.Name;
    private readonly AlertQueries _queries = new(options.TablePrefix + StoreTables.Alerts.Name);
    private readonly IndexCount _fired = new(client, time);
    private readonly IndexCount _resolved = new(client, time);

    /// <remarks>
    /// The answer to a write can be lost and the SDK sends it again: then this says false although the row is the stored one.
    /// </remarks>
    public async Task<bool> PutAsync(AlertRow row, CancellationToken cancellationToken)
    {
        try
        {
            await client.PutItemAsync(
                new PutItemRequest
                {
                    TableName = _table,
                    Item = AlertItem.Of(row),
                    ConditionExpression = "attribute_not_exists(alert_id) OR revision < :revision",
                    ExpressionAttributeValues = new() { [":revision"] = Attributes.Number(row.Revision) },
                },
                cancellationToken);
            return true;
        }
        catch (ConditionalCheckFailedException)
        {
            return false;
        }
    }

    public async Task RemoveAsync(string id, long revision, CancellationToken cancellationToken)
    {
        try
        {
            await client.DeleteItemAsync(
                new DeleteItemRequest
                {
                    TableName = _table,
                    Key = new() { ["alert_id"] = Attributes.Text(id) },
                    ConditionExpression = "attribute_not_exists(alert_id) OR revision <= :revision",
                    ExpressionAttributeValues = new() { [":revision"] = Attributes.Number(revision) },
                },
                cancellationToken);
        }
        catch (ConditionalCheckFailedException)
        {
            // A higher revision is there and stays.
        }
    }

    /// <remarks>A row that another tool wrote into the table has no revision and is no alert of the radar: null.</remarks>
    public async Task<AlertRow?> GetAsync(string id, CancellationToken cancellationToken)
    {
        if (!Attributes.CanBeKey(id))
            return null;
        var answer = await client.GetItemAsync(
            new GetItemRequest { TableName = _table, Key = new() { ["alert_id"] = Attributes.Text(id) }, ConsistentRead = true },
            cancellationToken);
        return answer.Item is { Count: > 0 } item && item.ContainsKey("revision")
            && item.GetInteger(StoreTables.Expiry) > time.GetUtcNow().ToUnixTimeSeconds()
            ? AlertItem.Read(item)
            : null;
    }

    public async Task<AlertPage> ListAsync(AlertQuery query, CancellationToken cancellationToken)
    {
        var limit = Math.Clamp(query.Limit, 1, AlertQuery.MaxLimit);
        var rows = ImmutableArray.CreateBuilder<AlertRow>();
        var merge = new IndexMerge(Streams(_queries.Listing(query, limit, time.GetUtcNow()), "list_order"), AlertQueries.MaxPages);
        while (await merge.NextAsync(cancellationToken) is { } item)
        {
            var row = AlertItem.Read(item);
            // A row that moves from one list to another can be seen in both.
            if (rows.Count > 0 && rows[^1].Alert.Id == row.Alert.Id)
                rows[^1] = row.Revision > rows[^1].Revision ? row : rows[^1];
            else if (rows.Count == limit)
                return new AlertPage(rows.ToImmutable(), CursorAt(rows[^1].Alert));
            else
                rows.Add(row);
        }

        return new AlertPage(rows.ToImmutable(), merge.StoppedAt is { } stopped ? ListOrder.ToCursor(stopped) : null);
    }

    public async Task<ImmutableArray<string>> DueAsync(DateTimeOffset until, int limit, CancellationToken cancellationToken)
    {
        var keys = ImmutableArray.CreateBuilder<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var merge = new IndexMerge(Streams(_queries.Due(until, limit, time.GetUtcNow()), "due"));
        while (keys.Count < limit && await merge.NextAsync(cancellationToken) is { } item)
        {
            if (item.GetText("stock_key") is var key && seen.Add(key))
                keys.Add(key);
        }

        return keys.ToImmutable();
    }

    public async Task<AlertCounts> CountAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var what = Attributes.Iso(since);
        var opened = _fired.CountAsync(what, _queries.Fired(since, DateTimeOffset.MaxValue, now), cancellationToken);
        var resolved = _resolved.CountAsync(what, _queries.Resolved(since, now), cancellationToken);
        return new AlertCounts(await opened, await resolved);
    }

    public async Task<ImmutableArray<AlertBucket>> HistogramAsync(
        DateTimeOffset from, DateTimeOffset to, TimeSpan bucket, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(bucket, TimeSpan.Zero);
        if (to <= from)
            return [];
        var histogram = new AlertHistogram(from, to, bucket);
        await Task.WhenAll(_queries.Fired(from, to.AddTicks(-1), time.GetUtcNow()).Select(async query =>
        {
            await foreach (var page in client.Paginators.Query(query).Responses.WithCancellation(cancellationToken))
                histogram.Add(page.Items ?? []);
        }));
        return histogram.Buckets;
    }

    private static string CursorAt(Alert alert) => ListOrder.ToCursor(ListOrder.Of(alert.OpenedAt, alert.Id));

    private IndexStream[] Streams(IEnumerable<QueryRequest> queries, string sortKey) =>
        [.. queries.Select(query => new IndexStream(client, query, sortKey))];
}
