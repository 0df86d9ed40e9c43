namespace RefillRadar.Silo.Adapters.Aws.Sns.Client;

/// <summary>One message of several.</summary>
internal sealed class PublishBatchRequestEntry
{
    /// <summary>Tells it from the others of the call: letters, digits, - and _.</summary>
    public string? Id { get; set; }

    /// <inheritdoc cref="PublishRequest.Subject"/>
    public string? Subject { get; set; }

    /// <inheritdoc cref="PublishRequest.Message"/>
    public string? Message { get; set; }

    /// <inheritdoc cref="PublishRequest.MessageAttributes"/>
    public Dictionary<string, MessageAttributeValue>? MessageAttributes { get; set; }
}
