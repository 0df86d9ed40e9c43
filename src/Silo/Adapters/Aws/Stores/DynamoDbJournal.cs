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
internal sealed class DynamoDbJournal(IAmazonDynamoDB client, AwsOptions options, JournalDecoder decoder, TimeProvider time) : IJournal
{
    private const int MaxChanges = 1_000;

    // An item may have 400 KB, its key and names included.
    private const int MaxBytes = 380_000;
    private static readonly TimeSpan Retention = TimeSpan.FromDays(7);
    private long _appended;
    private readonly string _table = options.TablePrefix + StoreTables.Journal.Name;

    /// <remarks>
    /// The last part of an entry is written behind the others, and it alone names the batch: whoever finds the id finds all of it. Otherwise
    /// a batch of which only some parts were kept would count as taken in when it is sent again.
    /// </remarks>
    public async Task AppendAsync(int partition, IReadOnlyList<JournalEntry> entries, CancellationToken cancellationToken)
    {
        var items = entries.Select(entry => Parts(entry).Select(part => Item(partition, part.Entry, part.Bytes)).ToArray()).ToArray();
        await PutAsync(items.SelectMany(parts => parts[..^1]), cancellationToken);
        await PutAsync(items.Select(parts => parts[^1]), cancellationToken);
    }

    /// <remarks>Nothing: an entry that a snapshot holds is read at most once more, and expires.</remarks>
    public Task TruncateAsync(int partition, DateTimeOffset before, CancellationToken cancellationToken) => Task.CompletedTask;

    public async IAsyncEnumerable<LoggedChanges> ReadAsync(DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var entries = new List<JournalEntry>();
        for (var partition = 0; partition < StockPartitions.Count; partition++)
        {
            await foreach (var page in client.Paginators.Query(Query(partition, since)).Responses.WithCancellation(cancellationToken))
                entries.AddRange((page.Items ?? []).Select(Read).OfType<JournalEntry>());
        }

        // Stable: entries of a partition keep their order.
        foreach (var entry in entries.OrderBy(entry => entry.TakenAt))
            yield return new LoggedChanges([.. entry.Changes], entry.TakenAt, entry.Batch);
    }

    private JournalEntry? Read(Dictionary<string, AttributeValue> item) =>
        decoder.Decode(() => Packed.Unpack(item.GetBytes("bytes")), $"{item["partition"].N} {item["entry"].S}");

    private static IEnumerable<(JournalEntry Entry, MemoryStream Bytes)> Parts(JournalEntry entry)
    {
        var bytes = entry.Changes.Count <= MaxChanges ? Packed.Pack(JournalCodec.Encode(entry)) : null;
        if (bytes is { Length: <= MaxBytes })
            return [(entry, bytes)];
        var half = entry.Changes.Count / 2;
        return Parts(entry with { Batch = Guid.Empty, Changes = [.. entry.Changes.Take(half)] }).Concat(Parts(entry with { Changes = [.. entry.Changes.Skip(half)] }));
    }

    private async Task PutAsync(IEnumerable<Dictionary<string, AttributeValue>> items, CancellationToken cancellationToken) =>
        await Task.WhenAll(items.Select(item => client.PutItemAsync(new PutItemRequest { TableName = _table, Item = item }, cancellationToken)));

    // The number orders what was taken in at the same time, which only one process does for a partition.
    private Dictionary<string, AttributeValue> Item(int partition, JournalEntry entry, MemoryStream bytes) => new(StringComparer.Ordinal)
    {
        ["partition"] = Attributes.Number(partition),
        ["entry"] = Attributes.Text(string.Create(
            CultureInfo.InvariantCulture, $"{entry.TakenAt.UtcTicks:D19}#{Interlocked.Increment(ref _appended):D19}#{entry.Batch:N}")),
        ["bytes"] = new() { B = bytes },
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
