using Amazon.Runtime;

namespace RefillRadar.Silo.Adapters.Aws.Sns.Client;

/// <summary>What became of each message, in no order.</summary>
internal sealed class PublishBatchResponse : AmazonWebServiceResponse
{
    public List<PublishBatchResultEntry>? Successful { get; set; }

    public List<BatchResultErrorEntry>? Failed { get; set; }
}
