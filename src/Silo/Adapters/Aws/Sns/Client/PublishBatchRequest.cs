using Amazon.Runtime;

namespace RefillRadar.Silo.Adapters.Aws.Sns.Client;

/// <summary>Up to ten messages to a topic.</summary>
internal sealed class PublishBatchRequest : AmazonWebServiceRequest
{
    public string? TopicArn { get; set; }

    public List<PublishBatchRequestEntry>? PublishBatchRequestEntries { get; set; }
}
