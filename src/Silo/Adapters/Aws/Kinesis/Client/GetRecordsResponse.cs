using Amazon.Runtime;

namespace RefillRadar.Silo.Adapters.Aws.Kinesis.Client;

/// <summary>Some records of a shard, up to 10 MiB.</summary>
internal sealed class GetRecordsResponse : AmazonWebServiceResponse
{
    public List<Record>? Records { get; set; }

    /// <summary>Where to go on; null when the shard is closed and read to its end.</summary>
    public string? NextShardIterator { get; set; }

    /// <summary>How far this answer is behind the newest record, milliseconds; 0 at the end of the shard.</summary>
    public long? MillisBehindLatest { get; set; }
}
