using System.Text.Json.Nodes;
using RefillRadar.Pipeline.Cloud;

namespace RefillRadar.Pipeline.Streams;

/// <summary>A Kinesis stream, as the event source mapping reads it.</summary>
internal sealed class KinesisStream
{
    private readonly AwsCalls _aws;

    private KinesisStream(AwsCalls aws, Uri address, string name, string arn, IReadOnlyList<string> shards) =>
        (_aws, Address, Name, Arn, Shards) = (aws, address, name, arn, shards);

    public Uri Address { get; }

    public string Name { get; }

    public string Arn { get; }

    /// <summary>The shards' ids. They stay as they are: the stand-in is not resharded.</summary>
    public IReadOnlyList<string> Shards { get; }

    public static async Task<KinesisStream> CreateAsync(AwsCalls aws, Uri address, string name, int shards)
    {
        await aws.JsonAsync(address, "Kinesis_20131202.CreateStream", "1.1", new { StreamName = name, ShardCount = shards });
        while (true)
        {
            var stream = (await aws.JsonAsync(address, "Kinesis_20131202.DescribeStream", "1.1", new { StreamName = name }))["StreamDescription"]!;
            if (stream["StreamStatus"]!.GetValue<string>() == "ACTIVE")
                return new KinesisStream(aws, address, name, stream["StreamARN"]!.GetValue<string>(), [.. stream[nameof(Shards)]!.AsArray().Select(shard => shard!["ShardId"]!.GetValue<string>())]);
        }
    }

    /// <summary>Puts one record, for tests that need no database.</summary>
    public Task PutAsync(string partitionKey, byte[] data) => _aws.JsonAsync(
        Address, "Kinesis_20131202.PutRecord", "1.1", new { StreamName = Name, PartitionKey = partitionKey, Data = Convert.ToBase64String(data) });

    /// <summary>The oldest place of a shard.</summary>
    public async Task<string> BeginAsync(string shard, CancellationToken cancellationToken)
    {
        var request = new { StreamName = Name, ShardId = shard, ShardIteratorType = "TRIM_HORIZON" };
        return (await _aws.JsonAsync(Address, "Kinesis_20131202.GetShardIterator", "1.1", request, cancellationToken))["ShardIterator"]!.GetValue<string>();
    }

    /// <summary>What stands from a place on, at most <paramref name="limit"/> records, and the place behind it.</summary>
    public async Task<(IReadOnlyList<StreamRecord> Records, string Next)> ReadAsync(string place, int limit, CancellationToken cancellationToken)
    {
        var answer = await _aws.JsonAsync(Address, "Kinesis_20131202.GetRecords", "1.1", new { ShardIterator = place, Limit = limit }, cancellationToken);
        return ([.. answer["Records"]!.AsArray().Select(record => Record(record!))], answer["NextShardIterator"]!.GetValue<string>());
    }

    private static StreamRecord Record(JsonNode record) => new(
        record["SequenceNumber"]!.GetValue<string>(),
        record["PartitionKey"]!.GetValue<string>(),
        record["Data"]!.GetValue<string>(),
        record["ApproximateArrivalTimestamp"]!.GetValue<decimal>());
}
