using System.Collections.Concurrent;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using RefillRadar.Silo.Adapters.Aws;

namespace RefillRadar.Tests.Contracts.Aws.Stores;

/// <summary>Tables of its own for one test, and every request that the test made.</summary>
public sealed class TestStores : IDisposable
{
    private readonly ConcurrentQueue<AmazonWebServiceRequest> _requests = [];
    private readonly AmazonServiceClient _client;

    private TestStores(DynamoDbFixture dynamoDb)
    {
        Client = dynamoDb.Client;
        _client = (AmazonServiceClient)dynamoDb.Client;
        _client.BeforeRequestEvent += Record;
    }

    public IAmazonDynamoDB Client { get; }

    public AwsOptions Options { get; } = new()
    {
        Region = "eu-central-1",
        TopicArn = "arn",
        StreamName = "stream",
        ThresholdsBucket = "bucket",
        TablePrefix = $"t{Guid.NewGuid():N}-",
        CreateTables = true,
    };

    /// <summary>The requests so far.</summary>
    public IReadOnlyList<AmazonWebServiceRequest> Requests => [.. _requests];

    public static async Task<TestStores> StartAsync(DynamoDbFixture dynamoDb, params TableLayout[] tables)
    {
        var stores = new TestStores(dynamoDb);
        foreach (var table in tables)
            await DynamoDbTable.PrepareAsync(stores.Client, table, stores.Name(table), create: true, TimeProvider.System, CancellationToken.None);
        return stores;
    }

    public string Name(TableLayout table) => Options.TablePrefix + table.Name;

    /// <summary>Forgets the requests so far.</summary>
    public void Clear() => _requests.Clear();

    /// <summary>Every item of an index or, without one, of the table.</summary>
    public async Task<List<Dictionary<string, AttributeValue>>> ItemsAsync(TableLayout table, TableIndex? index = null)
    {
        using var reader = new AmazonDynamoDBClient(
            new BasicAWSCredentials("test", "test"),
            new AmazonDynamoDBConfig { ServiceURL = Client.Config.ServiceURL, AuthenticationRegion = "eu-central-1" });
        var answer = await reader.ScanAsync(new ScanRequest { TableName = Name(table), IndexName = index?.Name });
        return answer.Items ?? [];
    }

    /// <summary>Ends the test; fails it if a table was scanned.</summary>
    public void Dispose()
    {
        _client.BeforeRequestEvent -= Record;
        Assert.NotEmpty(_requests);
        Assert.DoesNotContain(_requests, request => request is ScanRequest);
    }

    private void Record(object sender, RequestEventArgs args) => _requests.Enqueue(((WebServiceRequestEventArgs)args).Request);
}
