using System.Globalization;
using System.Runtime.CompilerServices;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Stock.CatchUp;
using RefillRadar.Silo.Adapters.Journal;

namespace RefillRadar.Silo.Adapters.Aws.Stores;

/// <summary>
/// The journal in DynamoDB: an item for each entry, compressed, several where it is larger than an item may be. What comes by the
/// Kinesis stream is not here, so this is the path of scripts and small sources; entries expire by themselves, as snapshots are never
/// as old as that.
/// </summary>
internal sealed class DynamoDbJournal(IAmazonDynamoDB client, AwsOptions options, TimeProvider time) : IJournal
{
    private const int MaxChanges = 1_000;
    private static readonly TimeSpan Retention = TimeSpan.FromDays(7);
    private readonly string _table = options.TablePrefix + StoreTables.Journal.Name;

    public async Task AppendAsync(int partition, JournalEntry entry, CancellationToken cancellationToken)
    {
        // One after the other: what is there after a crash in between is the beginning of the batch.
        for (var start = 0; start < entry.Changes.Length; start += MaxChanges)
        {
            var part = entry with { Changes = entry.Changes[start..Math.Min(entry.Changes.Length, start + MaxChanges)] };
            await client.PutItemAsync(new PutItemRequest { TableName = _table, Item = Item(partition, part, start) }, cancellationToken);
        }
    }

    /// <remarks>Nothing: an entry that a snapshot holds is read at most once more, and expires.</remarks>
    public Task TruncateAsync(int partition, DateTimeOffset before, CancellationToken cancellationToken) => Task.CompletedTask;

    public async IAsyncEnumerable<LoggedChanges> ReadAsync(DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var entries = new List<JournalEntry>();
        for (var partition = 0; partition < StockPartitions.Count; partition++)
        {
            await foreach (var page in client.Paginators.Query(Query(partition, since)).Responses.WithCancellation(cancellationToken))
                entries.AddRange((page.Items ?? []).Select(item => JournalCodec.Decode(Packed.Unpack(item.GetBytes("bytes")))));
        }

        // Stable: entries of a partition keep their order.
        foreach (var entry in entries.OrderBy(entry => entry.TakenAt))
            yield return new LoggedChanges([.. entry.Changes], entry.TakenAt, entry.Batch);
    }

    private Dictionary<string, AttributeValue> Item(int partition, JournalEntry entry, int start) => new(StringComparer.Ordinal)
    {
        ["partition"] = Attributes.Number(partition),
        ["entry"] = Attributes.Text(string.Create(
            CultureInfo.InvariantCulture, $"{entry.TakenAt.UtcTicks:D19}#{time.GetTimestamp():D19}#{entry.Batch:N}#{start:D9}")),
        ["bytes"] = new() { B = Packed.Pack(JournalCodec.Encode(entry)) },
        [StoreTables.Expiry] = Attributes.Number((time.GetUtcNow() + Retention).ToUnixTimeSeconds()),
    };

    private QueryRequest Query(int partition, DateTimeOffset since) => new()
    {
        TableName = _table,
        KeyConditionExpression = "#partition = :partition AND entry >= :since",
        ExpressionAttributeNames = new() { ["#partition"] = "partition" },
        ExpressionAttributeValues = new()
        {
            [":partition"] = Attributes.Number(partition),
            [":since"] = Attributes.Text(since.UtcTicks.ToString("D19", CultureInfo.InvariantCulture)),
        },
        ConsistentRead = true,
    };
}
