using Amazon.Runtime;

namespace RefillRadar.Silo.Adapters.Aws.Kinesis.Client;

/// <summary>A page of shards.</summary>
internal sealed class ListShardsResponse : AmazonWebServiceResponse
{
    public List<Shard>? Shards { get; set; }

    /// <summary>Null on the last page.</summary>
    public string? NextToken { get; set; }
}
