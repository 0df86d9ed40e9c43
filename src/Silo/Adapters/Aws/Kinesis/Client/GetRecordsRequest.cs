using Amazon.Runtime;

namespace RefillRadar.Silo.Adapters.Aws.Kinesis.Client;

/// <summary>Asks for records.</summary>
internal sealed class GetRecordsRequest : AmazonWebServiceRequest
{
    public string? ShardIterator { get; set; }

    /// <summary>Most records, up to 10,000.</summary>
    public int? Limit { get; set; }
}
