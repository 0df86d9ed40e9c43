using Amazon.Runtime;

namespace RefillRadar.Silo.Adapters.Aws.Kinesis.Client;

/// <summary>Asks for a place to read a shard from.</summary>
internal sealed class GetShardIteratorRequest : AmazonWebServiceRequest
{
    public string? StreamName { get; set; }

    public string? ShardId { get; set; }

    /// <summary>AT_TIMESTAMP, TRIM_HORIZON, LATEST, AT_SEQUENCE_NUMBER or AFTER_SEQUENCE_NUMBER.</summary>
    public string? ShardIteratorType { get; set; }

    /// <summary>For the two kinds that start by a sequence number.</summary>
    public string? StartingSequenceNumber { get; set; }

    /// <summary>For AT_TIMESTAMP: UTC, not in the future.</summary>
    public DateTime? Timestamp { get; set; }
}
