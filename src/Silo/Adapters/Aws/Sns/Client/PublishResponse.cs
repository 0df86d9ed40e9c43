using Amazon.Runtime;

namespace RefillRadar.Silo.Adapters.Aws.Sns.Client;

/// <summary>A message that was taken.</summary>
internal sealed class PublishResponse : AmazonWebServiceResponse
{
    public string? MessageId { get; set; }
}
