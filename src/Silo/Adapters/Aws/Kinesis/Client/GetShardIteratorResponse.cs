using Amazon.Runtime;

namespace RefillRadar.Silo.Adapters.Aws.Kinesis.Client;

/// <summary>A place to read from.</summary>
internal sealed class GetShardIteratorResponse : AmazonWebServiceResponse
{
    public string? ShardIterator { get; set; }
}
