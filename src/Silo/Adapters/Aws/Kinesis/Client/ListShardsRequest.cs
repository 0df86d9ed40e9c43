using Amazon.Runtime;

namespace RefillRadar.Silo.Adapters.Aws.Kinesis.Client;

/// <summary>Asks for shards: by the name of the stream at first, then by the token alone.</summary>
internal sealed class ListShardsRequest : AmazonWebServiceRequest
{
    public string? StreamName { get; set; }

    public string? NextToken { get; set; }

    /// <summary>Most shards of one page; 1,000 unless given.</summary>
    public int? MaxResults { get; set; }
}
