using System.Globalization;
using Amazon.DynamoDBv2.Model;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Silo.Adapters.Aws.Stores;

/// <summary>Queries of an index. Every name goes through a placeholder, since many are reserved words.</summary>
internal static class IndexQuery
{
    /// <summary>The shard of an id, the same on every machine and in every version.</summary>
    public static string ShardOf(string id) => ShardName(StockKey.PartitionOf(id, StoreTables.Shards));

    /// <summary>The names of all shards.</summary>
    public static IEnumerable<string> Shards { get; } = [.. Enumerable.Range(0, StoreTables.Shards).Select(ShardName)];

    /// <summary>The rows of one partition of an index, sort key from <paramref name="low"/> to <paramref name="high"/>, both inclusive and in order.</summary>
    public static QueryRequest Of(string table, TableIndex index, string partition, string low, string high) => new()
    {
        TableName = table,
        IndexName = index.Name,
        KeyConditionExpression = "#hash = :hash AND #range BETWEEN :low AND :high",
        ExpressionAttributeNames = new() { ["#hash"] = index.Hash.Attribute, ["#range"] = index.Range.Attribute },
        ExpressionAttributeValues = new()
        {
            [":hash"] = Attributes.Text(partition),
            [":low"] = Attributes.Text(low),
            [":high"] = Attributes.Text(high),
        },
    };

    /// <summary>Leaves out rows of which the comparison does not hold.</summary>
    public static QueryRequest Where(this QueryRequest query, string attribute, string comparison, AttributeValue value)
    {
        query.Add($"#{attribute} {comparison} :{attribute}", attribute);
        query.ExpressionAttributeValues.Add($":{attribute}", value);
        return query;
    }

    /// <summary>Leaves out rows whose attribute has none of these values.</summary>
    public static QueryRequest WhereIn(this QueryRequest query, string attribute, IReadOnlyList<string> values)
    {
        query.Add($"#{attribute} IN ({string.Join(", ", values.Select((_, number) => $":{attribute}{number}"))})", attribute);
        for (var number = 0; number < values.Count; number++)
            query.ExpressionAttributeValues.Add($":{attribute}{number}", Attributes.Text(values[number]));
        return query;
    }

    /// <summary>Leaves out rows that have expired.</summary>
    public static QueryRequest WhereAlive(this QueryRequest query, DateTimeOffset now) =>
        query.Where(StoreTables.Expiry, ">", Attributes.Number(now.ToUnixTimeSeconds()));

    private static void Add(this QueryRequest query, string condition, string attribute)
    {
        query.FilterExpression = query.FilterExpression is { Length: > 0 } others ? $"{others} AND {condition}" : condition;
        query.ExpressionAttributeNames.Add($"#{attribute}", attribute);
    }

    private static string ShardName(int shard) => shard.ToString(CultureInfo.InvariantCulture);
}
