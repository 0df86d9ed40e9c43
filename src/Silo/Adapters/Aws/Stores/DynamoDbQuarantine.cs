using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using RefillRadar.Grains.Quarantine;

namespace RefillRadar.Silo.Adapters.Aws.Stores;

/// <summary>
/// The quarantine in DynamoDB. Its number is counted in the index by arrival: a counter kept beside the rows would drift with every
/// expiry and every crash between two writes. Lists and the number follow a write some milliseconds later; the rows of a page are
/// read one by one, consistently, since the index holds no bytes.
/// </summary>
internal sealed class DynamoDbQuarantine(IAmazonDynamoDB client, AwsOptions options, TimeProvider time) : IQuarantine
{
    private const int MaxLimit = 1000;
    private const int MaxReason = 32_000;

    private static readonly TimeSpan Retention = TimeSpan.FromDays(14);

    private readonly string _table = options.TablePrefix + StoreTables.Quarantine.Name;
    private readonly IndexCount _count = new(client, time);

    private DateTimeOffset Oldest => time.GetUtcNow() - Retention;

    /// <remarks>A batch write cannot leave alone what is there, so each record is a conditional put.</remarks>
    public Task AddAsync(IReadOnlyList<QuarantinedRecord> records, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(records.DistinctBy(record => record.Id), AtOnce(32, cancellationToken), AddAsync);

    public async Task<QuarantinePage> ListAsync(int limit, string? cursor, CancellationToken cancellationToken)
    {
        limit = Math.Clamp(limit, 1, MaxLimit);
        var low = cursor is null ? ListOrder.First : ListOrder.Behind(ListOrder.FromCursor(cursor));
        var merge = new IndexMerge([.. Arrivals(low, limit * 3 / 2 / StoreTables.Shards + 8).Select(query => new IndexStream(client, query, "list_order"))]);
        var ids = new List<(string Id, string Order)>();
        while (ids.Count <= limit && await merge.NextAsync(cancellationToken) is { } item)
            ids.Add((item.GetText("id"), item.GetText("list_order")));

        var next = ids.Count > limit ? ListOrder.ToCursor(ids[limit - 1].Order) : null;
        var rows = new QuarantinedRecord?[Math.Min(ids.Count, limit)];
        await Parallel.ForAsync(0, rows.Length, AtOnce(16, cancellationToken), async (place, cancelled) =>
            rows[place] = await GetAsync(ids[place].Id, cancelled));
        return new QuarantinePage([.. rows.OfType<QuarantinedRecord>()], next);
    }

    public async Task<QuarantinedRecord?> GetAsync(string id, CancellationToken cancellationToken)
    {
        if (!Attributes.CanBeKey(id))
            return null;
        var answer = await client.GetItemAsync(new GetItemRequest { TableName = _table, Key = Key(id), ConsistentRead = true }, cancellationToken);
        return answer.Item is { Count: > 0 } item && item.GetTime("at") >= Oldest ? Read(item) : null;
    }

    public Task RemoveAsync(string id, CancellationToken cancellationToken) =>
        Attributes.CanBeKey(id) ? client.DeleteItemAsync(_table, Key(id), cancellationToken) : Task.CompletedTask;

    public Task<int> CountAsync(CancellationToken cancellationToken) =>
        _count.CountAsync("all", Arrivals(ListOrder.First, null), cancellationToken);

    private async ValueTask AddAsync(QuarantinedRecord record, CancellationToken cancellationToken)
    {
        try
        {
            await client.PutItemAsync(
                new PutItemRequest { TableName = _table, Item = Item(record), ConditionExpression = "attribute_not_exists(id)" },
                cancellationToken);
        }
        catch (ConditionalCheckFailedException)
        {
            // It came before, and stays as it is.
        }
    }

    // The newest 14 days, a shard each.
    private IEnumerable<QueryRequest> Arrivals(string low, int? page)
    {
        var high = ListOrder.After(Oldest);
        if (ListOrder.Compare(low, high) > 0)
            yield break;
        foreach (var shard in IndexQuery.Shards)
        {
            var query = IndexQuery.Of(_table, StoreTables.QuarantineByArrival, shard, low, high);
            query.ProjectionExpression = page is null ? null : "id, #range";
            query.Limit = page;
            yield return query;
        }
    }

    private static ParallelOptions AtOnce(int requests, CancellationToken cancellationToken) =>
        new() { MaxDegreeOfParallelism = requests, CancellationToken = cancellationToken };

    private static Dictionary<string, AttributeValue> Key(string id) => new() { ["id"] = Attributes.Text(id) };

    private static Dictionary<string, AttributeValue> Item(QuarantinedRecord record)
    {
        var item = new Dictionary<string, AttributeValue>(StringComparer.Ordinal)
        {
            ["id"] = Attributes.Text(record.Id),
            ["at"] = Attributes.Time(record.At),
            ["source"] = Attributes.Text(record.Source),
            ["format"] = Attributes.Text(record.Format),
            ["reason"] = Attributes.Text(record.Reason.Length > MaxReason ? record.Reason[..MaxReason] : record.Reason),
            ["bytes"] = new() { B = new MemoryStream(record.Bytes.ToArray()) },
            ["shard"] = Attributes.Text(IndexQuery.ShardOf(record.Id)),
            ["list_order"] = Attributes.Text(ListOrder.Of(record.At, record.Id)),
            [StoreTables.Expiry] = Attributes.Number(record.At.ToUnixTimeSeconds() + (long)Retention.TotalSeconds + 1),
        };
        item.AddText("position", record.Position);
        return item;
    }

    private static QuarantinedRecord Read(Dictionary<string, AttributeValue> item) => new(
        item.GetText("id"), item.GetTime("at"), item.GetText("source"), item.FindText("position"),
        item.GetText("format"), item.GetText("reason"), item.GetBytes("bytes"));
}
