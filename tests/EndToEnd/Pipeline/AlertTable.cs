using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using RefillRadar.Pipeline.Cloud;

namespace RefillRadar.Tests.EndToEnd.Pipeline;

/// <summary>Table <c>stockout_alerts</c> as the tools read it that people had before.</summary>
internal static class AlertTable
{
    /// <summary><c>ttl_expiration</c> while an alert is open.</summary>
    public const long Never = 9_999_999_999;

    public static async Task<IReadOnlyList<Row>> ReadAsync(Uri dynamoDb)
    {
        using var client = new AmazonDynamoDBClient(
            new BasicAWSCredentials(AwsCalls.Key, AwsCalls.Key), new AmazonDynamoDBConfig { ServiceURL = dynamoDb.ToString(), AuthenticationRegion = AwsCalls.Region });
        List<Row> rows = [];
        var request = new ScanRequest { TableName = "stockout_alerts", ConsistentRead = true };
        do
        {
            var page = await client.ScanAsync(request);
            rows.AddRange((page.Items ?? []).Select(Read));
            request.ExclusiveStartKey = page.LastEvaluatedKey;
        }
        while (request.ExclusiveStartKey is { Count: > 0 });
        return rows;
    }

    private static Row Read(Dictionary<string, AttributeValue> item) => new(
        item["alert_id"].S,
        int.Parse(item["product_id"].N, CultureInfo.InvariantCulture),
        item["product_name"].S,
        decimal.Parse(item["quantity"].N, CultureInfo.InvariantCulture),
        decimal.Parse(item["threshold"].N, CultureInfo.InvariantCulture),
        DateTimeOffset.Parse(item["alert_time"].S, CultureInfo.InvariantCulture),
        long.Parse(item["ttl_expiration"].N, CultureInfo.InvariantCulture));

    internal sealed record Row(string AlertId, int ProductId, string ProductName, decimal Quantity, decimal Threshold, DateTimeOffset AlertTime, long TtlExpiration)
    {
        public bool IsOpen => TtlExpiration == Never;
    }
}
