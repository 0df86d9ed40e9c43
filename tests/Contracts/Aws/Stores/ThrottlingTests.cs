using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using RefillRadar.Silo.Adapters.Aws;
using RefillRadar.Silo.Adapters.Aws.Stores;

namespace RefillRadar.Tests.Contracts.Aws.Stores;

public sealed class ThrottlingTests : IDisposable
{
    private const string Throttled = """{"__type":"com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException","message":"slower"}""";
    private const string Broken = """{"__type":"com.amazonaws.dynamodb.v20120810#InternalServerError","message":"again"}""";

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().AddSingleton<StoreMetrics>().BuildServiceProvider();
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<(long Count, object? Operation)> _counted = [];

    public ThrottlingTests()
    {
        var factory = _services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == factory && instrument.Name == "refillradar.store.throttled")
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, count, tags, _) => _counted.Enqueue((count, tags[0].Value)));
        _listener.Start();
    }

    private StoreMetrics Metrics => _services.GetRequiredService<StoreMetrics>();

    public void Dispose()
    {
        _listener.Dispose();
        _services.Dispose();
    }

    [Fact]
    public async Task What_was_throttled_or_broke_is_sent_again_and_the_throttled_is_counted()
    {
        await using var endpoint = await ScriptedDynamoDb.StartAsync((400, Throttled), (400, Throttled), (500, Broken), (200, "{}"));
        using var client = endpoint.Connect(Metrics);
        Assert.True(await new DynamoDbAlertStore(client, Options, TimeProvider.System).PutAsync(AlertRows.Row("a"), CancellationToken.None));
        Assert.Equal(4, endpoint.Requests.Count);
        Assert.Equal([(1, "PutItem"), (1, "PutItem")], _counted);
    }

    [Fact]
    public async Task What_is_refused_for_another_reason_is_neither_sent_again_nor_counted()
    {
        await using var endpoint = await ScriptedDynamoDb.StartAsync(
            (400, """{"__type":"com.amazon.coral.validate#ValidationException","message":"Item size has exceeded the maximum"}"""));
        using var client = endpoint.Connect(Metrics);
        var error = await Assert.ThrowsAsync<AmazonDynamoDBException>(
            () => new DynamoDbAlertStore(client, Options, TimeProvider.System).PutAsync(AlertRows.Row("a"), CancellationToken.None));
        Assert.Contains("Item size", error.Message, StringComparison.Ordinal);
        Assert.Single(endpoint.Requests);
        Assert.Empty(_counted);
    }

    [Fact]
    public async Task Rows_of_a_batch_that_were_not_taken_are_sent_again_alone()
    {
        await using var endpoint = await ScriptedDynamoDb.StartAsync((200, Unprocessed("b", "c")), (200, Unprocessed("c")), (200, "{}"));
        using var client = endpoint.Connect(Metrics);
        await new BatchWriter(client, TimeProvider.System).PutAsync("things", [Thing("a"), Thing("b"), Thing("c")], CancellationToken.None);

        Assert.Equal(3, endpoint.Requests.Count);
        Assert.DoesNotContain("\"a\"", endpoint.Requests.ElementAt(1), StringComparison.Ordinal);
        Assert.Contains("\"b\"", endpoint.Requests.ElementAt(1), StringComparison.Ordinal);
        Assert.DoesNotContain("\"b\"", endpoint.Requests.ElementAt(2), StringComparison.Ordinal);
        Assert.Equal([(2, "BatchWriteItem"), (1, "BatchWriteItem")], _counted);
    }

    [Fact]
    public async Task A_batch_that_is_never_taken_fails_after_ten_sends()
    {
        await using var endpoint = await ScriptedDynamoDb.StartAsync((200, Unprocessed("a")));
        using var client = endpoint.Connect(Metrics);
        var time = new FakeTimeProvider();
        var writing = new BatchWriter(client, time).PutAsync("things", [Thing("a")], CancellationToken.None);
        await Wait.Until(
            () =>
            {
                time.Advance(TimeSpan.FromSeconds(5));
                return writing.IsCompleted;
            },
            "the writer to give up");
        await Assert.ThrowsAsync<ProvisionedThroughputExceededException>(() => writing);
        Assert.Equal(10, endpoint.Requests.Count);
    }

    private static AwsOptions Options => new() { Region = "eu-central-1", TopicArn = "arn", StreamName = "s", ThresholdsBucket = "b" };

    private static Dictionary<string, AttributeValue> Thing(string id) => new() { ["id"] = Attributes.Text(id) };

    private static string Unprocessed(params string[] ids)
    {
        var writes = ids.Select(id => """{"PutRequest":{"Item":{"id":{"S":"?"}}}}""".Replace("?", id, StringComparison.Ordinal));
        return """{"UnprocessedItems":{"things":[?]}}""".Replace("?", string.Join(',', writes), StringComparison.Ordinal);
    }
}
