using Amazon.Runtime;

namespace RefillRadar.Silo.Adapters.Aws.Kinesis.Client;

/// <summary>Asks what a stream is.</summary>
internal sealed class DescribeStreamSummaryRequest : AmazonWebServiceRequest
{
    public string? StreamName { get; set; }
}
