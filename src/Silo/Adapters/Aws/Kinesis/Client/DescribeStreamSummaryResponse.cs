using Amazon.Runtime;

namespace RefillRadar.Silo.Adapters.Aws.Kinesis.Client;

/// <summary>What a stream is.</summary>
internal sealed class DescribeStreamSummaryResponse : AmazonWebServiceResponse
{
    public StreamDescriptionSummary? StreamDescriptionSummary { get; set; }
}
