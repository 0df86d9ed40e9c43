using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Stock.Levels;

namespace RefillRadar.Silo.Adapters.Aws.Stores;

/// <summary>
/// Levels over time in DynamoDB. An item a sample would cost a written unit each, a chunk a partition would make every chart read
/// the whole partition; so a partition's products are divided into <see cref="Groups"/> groups, and a write appends one chunk for
/// each group and hour it has samples of. A read costs what its group wrote in the hours asked for, that is 1/64 of the partition.
/// </summary>
internal sealed class DynamoDbLevelHistory(IAmazonDynamoDB client, AwsOptions options, TimeProvider time) : ILevelHistory
{
    /// <summary>Groups of products in a partition. Fixed for the life of a table.</summary>
    public const int Groups = 64;

    private const string Hour = "yyyy-MM-ddTHH";

    private static readonly TimeSpan Retention = TimeSpan.FromDays(30);

    private readonly BatchWriter _writer = new(client, time);
    private readonly string _table = options.TablePrefix + StoreTables.LevelHistory.Name;

    public Task AppendAsync(int partition, IReadOnlyList<LevelSample> samples, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var items = samples
            .GroupBy(sample => (Group: GroupOf(partition, sample.Key), Hour: HistoryChunk.HourOf(sample.At)))
            .SelectMany(part => HistoryChunk.Write(part.Key.Hour, part).Select(bytes => Item(part.Key.Group, part.Key.Hour, now, bytes)));
        return _writer.PutAsync(_table, items, cancellationToken);
    }

    public async Task<ImmutableArray<LevelSample>> ReadAsync(
        int partition, string key, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var oldest = time.GetUtcNow() - Retention;
        from = from < oldest ? oldest : from;
        if (to <= from)
            return [];
        var samples = new List<LevelSample>();
        await foreach (var page in client.Paginators.Query(Query(GroupOf(partition, key), from, to)).Responses.WithCancellation(cancellationToken))
        {
            foreach (var item in page.Items ?? [])
                samples.AddRange(HistoryChunk.Read(item.GetBytes("samples"), HourOf(item), key).Where(sample => sample.At >= from && sample.At < to));
        }

        // Chunks of an hour come in the order they were written in, and sorting keeps it: the first of two with one time stays.
        return [.. samples.OrderBy(sample => sample.At).DistinctBy(sample => sample.At)];
    }

    // The hash that chose the partition, modulo a multiple of their number: the quotient divides a partition evenly.
    private static string GroupOf(int partition, string key) =>
        $"{partition}/{StockKey.PartitionOf(key, StockPartitions.Count * Groups) / StockPartitions.Count}";

    // The same samples written twice at once are the same item.
    private static Dictionary<string, AttributeValue> Item(string group, DateTimeOffset hour, DateTimeOffset now, byte[] bytes)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8));
        var chunk = string.Create(CultureInfo.InvariantCulture, $"{hour.UtcDateTime.ToString(Hour, CultureInfo.InvariantCulture)}#{now.UtcTicks:D19}#{hash}");
        return new(StringComparer.Ordinal)
        {
            ["product_group"] = Attributes.Text(group),
            ["chunk"] = Attributes.Text(chunk),
            ["samples"] = new() { B = new MemoryStream(bytes) },
            [StoreTables.Expiry] = Attributes.Number(hour.ToUnixTimeSeconds() + (long)(TimeSpan.FromHours(1) + Retention).TotalSeconds),
        };
    }

    private static DateTimeOffset HourOf(Dictionary<string, AttributeValue> item) =>
        DateTimeOffset.ParseExact(item.GetText("chunk").AsSpan(0, Hour.Length), Hour, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private QueryRequest Query(string group, DateTimeOffset from, DateTimeOffset to) => new()
    {
        TableName = _table,
        KeyConditionExpression = "product_group = :group AND chunk BETWEEN :first AND :last",
        ExpressionAttributeValues = new()
        {
            [":group"] = Attributes.Text(group),
            [":first"] = Attributes.Text(from.UtcDateTime.ToString(Hour, CultureInfo.InvariantCulture)),
            [":last"] = Attributes.Text(to.UtcDateTime.ToString(Hour, CultureInfo.InvariantCulture) + "~"),
        },
        ConsistentRead = true,
    };
}
