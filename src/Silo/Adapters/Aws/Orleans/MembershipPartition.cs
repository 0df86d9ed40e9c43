using System.Runtime.CompilerServices;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace RefillRadar.Silo.Adapters.Aws.Orleans;

/// <summary>The rows of one cluster in the membership table. Every read is consistent.</summary>
internal sealed class MembershipPartition(IAmazonDynamoDB client, string table, string clusterId)
{
    private const int DeletesInABatch = 25;

    /// <summary>The row, or null when there is none.</summary>
    public async Task<Dictionary<string, AttributeValue>?> GetAsync(string identity, CancellationToken cancellationToken)
    {
        var request = new GetItemRequest { TableName = table, Key = MembershipRow.Key(clusterId, identity), ConsistentRead = true };
        var response = await client.GetItemAsync(request, cancellationToken);
        return response.IsItemSet ? response.Item : null;
    }

    /// <summary>The rows of the silos, those that <paramref name="filter"/> lets through, from all pages.</summary>
    public async IAsyncEnumerable<Dictionary<string, AttributeValue>> SilosAsync(
        string? filter, Dictionary<string, AttributeValue> values, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in RowsAsync(filter, values, cancellationToken))
        {
            if (row["SiloIdentity"].S != MembershipRow.VersionIdentity)
                yield return row;
        }
    }

    /// <summary>Deletes every row, the version's too.</summary>
    public async Task DeleteAsync(CancellationToken cancellationToken)
    {
        var keys = new List<Dictionary<string, AttributeValue>>();
        await foreach (var row in RowsAsync(null, [], cancellationToken))
            keys.Add(MembershipRow.Key(clusterId, row["SiloIdentity"].S));
        foreach (var batch in keys.Chunk(DeletesInABatch))
            await DeleteAsync([.. batch.Select(key => new WriteRequest(new DeleteRequest(key)))], cancellationToken);
    }

    private async Task DeleteAsync(List<WriteRequest> deletes, CancellationToken cancellationToken)
    {
        for (var pause = TimeSpan.FromMilliseconds(50); ; pause *= 2)
        {
            var request = new BatchWriteItemRequest { RequestItems = new() { [table] = deletes } };
            var left = (await client.BatchWriteItemAsync(request, cancellationToken)).UnprocessedItems;
            if (left is null || !left.TryGetValue(table, out deletes!) || deletes.Count == 0)
                return;
            if (pause > TimeSpan.FromSeconds(10))
                throw new InvalidOperationException($"DynamoDB leaves {deletes.Count} deletes in {table} undone; its write capacity is used up.");
            await Task.Delay(pause, cancellationToken);
        }
    }

    private async IAsyncEnumerable<Dictionary<string, AttributeValue>> RowsAsync(
        string? filter, Dictionary<string, AttributeValue> values, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new QueryRequest
        {
            TableName = table,
            ConsistentRead = true,
            KeyConditionExpression = "DeploymentId = :cluster",
            FilterExpression = filter,
            ExpressionAttributeValues = new(values) { [":cluster"] = new AttributeValue(clusterId) },
        };
        do
        {
            var page = await client.QueryAsync(request, cancellationToken);
            foreach (var row in page.Items ?? [])
                yield return row;
            request.ExclusiveStartKey = page.LastEvaluatedKey;
        }
        while (request.ExclusiveStartKey is { Count: > 0 });
    }
}
