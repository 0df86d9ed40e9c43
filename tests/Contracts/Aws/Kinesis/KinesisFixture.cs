using System.Text;
using System.Text.Json;
using Amazon.Runtime;
using RefillRadar.Silo.Adapters.Aws.Kinesis.Client;
using RefillRadar.Tests.Emulators;

namespace RefillRadar.Tests.Contracts.Aws.Kinesis;

/// <summary>One Kinesis emulator for a test class.</summary>
public sealed class KinesisFixture : IAsyncLifetime
{
    private readonly HttpClient _http = new();
    private EmulatorProcess? _emulators;

    /// <summary>Our client, on the emulator.</summary>
    internal IAmazonKinesis Client { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _emulators = await EmulatorProcess.StartAsync("kinesis");
        Client = new AmazonKinesisClient(
            new BasicAWSCredentials("test", "test"),
            new AmazonKinesisConfig { ServiceURL = _emulators["kinesis"].ToString(), AuthenticationRegion = "us-east-1" });
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        _http.Dispose();
        await _emulators!.DisposeAsync();
    }

    /// <summary>A stream of its own; returns its name.</summary>
    internal async Task<string> CreateStreamAsync(int shards = 1)
    {
        var name = "s" + Guid.NewGuid().ToString("N");
        await SetUpAsync("CreateStream", new { StreamName = name, ShardCount = shards });
        await ActiveAsync(name);
        return name;
    }

    /// <summary>Splits a shard in the middle of all keys.</summary>
    internal async Task SplitAsync(string stream, string shard)
    {
        await SetUpAsync("SplitShard", new { StreamName = stream, ShardToSplit = shard, NewStartingHashKey = "170141183460469231731687303715884105728" });
        await ActiveAsync(stream);
    }

    /// <summary>Merges two neighbours.</summary>
    internal async Task MergeAsync(string stream, string shard, string neighbour)
    {
        await SetUpAsync("MergeShards", new { StreamName = stream, ShardToMerge = shard, AdjacentShardToMerge = neighbour });
        await ActiveAsync(stream);
    }

    /// <summary>Writes records in this order; returns their sequence numbers.</summary>
    internal async Task<List<string>> PutAsync(string stream, IEnumerable<(string Key, string Data)> records)
    {
        var numbers = new List<string>();
        foreach (var part in records.Chunk(500))
        {
            var response = await Client.PutRecordsAsync(new PutRecordsRequest
            {
                StreamName = stream,
                Records = [.. part.Select(record => new PutRecordsRequestEntry { PartitionKey = record.Key, Data = new MemoryStream(Encoding.UTF8.GetBytes(record.Data)) })],
            });
            Assert.Equal(0, response.FailedRecordCount);
            numbers.AddRange(response.Records!.Select(record => record.SequenceNumber!));
        }

        return numbers;
    }

    private async Task ActiveAsync(string name)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        string? status;
        do
        {
            var request = new DescribeStreamSummaryRequest { StreamName = name };
            status = (await Client.DescribeStreamSummaryAsync(request, patience.Token)).StreamDescriptionSummary!.StreamStatus;
        }
        while (status != "ACTIVE");
    }

    // Setting up is not what our client can do; the emulator only looks whether there is a signature.
    private async Task SetUpAsync(string operation, object request)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, _emulators!["kinesis"])
        {
            Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(request)),
        };
        message.Content.Headers.TryAddWithoutValidation("Content-Type", "application/x-amz-json-1.1");
        message.Headers.TryAddWithoutValidation("X-Amz-Target", "Kinesis_20131202." + operation);
        message.Headers.TryAddWithoutValidation("X-Amz-Date", "20261123T120000Z");
        message.Headers.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 Credential=test/20261123/us-east-1/kinesis/aws4_request, SignedHeaders=host, Signature=none");
        using var response = await _http.SendAsync(message);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }
}
