namespace RefillRadar.Silo.Adapters.Aws.Sns.Client;

/// <summary>A message of several that was taken.</summary>
internal sealed class PublishBatchResultEntry
{
    public string? Id { get; set; }

    public string? MessageId { get; set; }
}
