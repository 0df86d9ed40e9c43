using Amazon.Runtime;

namespace RefillRadar.Silo.Adapters.Aws.Sns.Client;

/// <summary>A message to a topic.</summary>
internal sealed class PublishRequest : AmazonWebServiceRequest
{
    public string? TopicArn { get; set; }

    /// <summary>ASCII, fewer than 100 characters, no line breaks; begins with a letter, a digit or punctuation.</summary>
    public string? Subject { get; set; }

    /// <summary>At most 262,144 bytes with the attributes.</summary>
    public string? Message { get; set; }

    /// <summary>What subscriptions filter by.</summary>
    public Dictionary<string, MessageAttributeValue>? MessageAttributes { get; set; }
}
