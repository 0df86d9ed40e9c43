using System.Collections.Immutable;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using RefillRadar.Grains.Stock.Levels;
using RefillRadar.Grains.Stock.Order;

namespace RefillRadar.Silo.Adapters.Aws.Stores;

/// <summary>
/// Snapshots of the partitions' levels in DynamoDB. The largest part of what is written, and written units are 1 KB: chunks are
/// compressed (Brotli halves them). 300 KB that cannot be compressed stay under the 400 KB of an item.
/// </summary>
internal sealed class DynamoDbLevelStore(IAmazonDynamoDB client, AwsOptions options, TimeProvider time) : ILevelStore
{
    private readonly BatchWriter _writer = new(client, time);
    private readonly string _table = options.TablePrefix + StoreTables.Levels.Name;

    public Task SaveAsync(int partition, IReadOnlyList<LevelChunk> chunks, CancellationToken cancellationToken) =>
        _writer.PutAsync(
            _table,
            chunks.GroupBy(chunk => chunk.Number).Select(same => Item(partition, same.Last())),
            cancellationToken);

    public async Task<ImmutableArray<LevelChunk>> LoadAsync(int partition, CancellationToken cancellationToken)
    {
        var query = new QueryRequest
        {
            TableName = _table,
            KeyConditionExpression = "#partition = :partition",
            ExpressionAttributeNames = new() { ["#partition"] = "partition" },
            ExpressionAttributeValues = new() { [":partition"] = Attributes.Number(partition) },
            ConsistentRead = true,
        };
        var chunks = ImmutableArray.CreateBuilder<LevelChunk>();
        await foreach (var page in client.Paginators.Query(query).Responses.WithCancellation(cancellationToken))
            chunks.AddRange((page.Items ?? []).Select(item => new LevelChunk((int)item.GetInteger("number"), Packed.Unpack(item.GetBytes("bytes")))));
        return chunks.ToImmutable();
    }

    private static Dictionary<string, AttributeValue> Item(int partition, LevelChunk chunk) => new(StringComparer.Ordinal)
    {
        ["partition"] = Attributes.Number(partition),
        ["number"] = Attributes.Number(chunk.Number),
        ["bytes"] = new() { B = Packed.Pack(chunk.Bytes) },
    };
}
