using System.Runtime.CompilerServices;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace RefillRadar.Silo.Adapters.Aws.Orleans;

/// <summary>The rows of one cluster in the membership table. Every read is consistent.</summary>
internal sealed class MembershipPartition(IAmazonDynamoDB client, string table, string clusterId)
{
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

    /// <summary>The keys of every row, the version's too.</summary>
    public async Task<List<Dictionary<string, AttributeValue>>> KeysAsync(CancellationToken cancellationToken)
    {
        var keys = new List<Dictionary<string, AttributeValue>>();
        await foreach (var row in RowsAsync(null, [], cancellationToken))
            keys.Add(MembershipRow.Key(clusterId, row["SiloIdentity"].S));
        return keys;
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
