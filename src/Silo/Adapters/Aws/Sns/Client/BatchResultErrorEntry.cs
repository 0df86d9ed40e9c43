namespace RefillRadar.Silo.Adapters.Aws.Sns.Client;

/// <summary>A message of several that was not taken.</summary>
internal sealed class BatchResultErrorEntry
{
    public string? Id { get; set; }

    public string? Code { get; set; }

    public string? Message { get; set; }

    /// <summary>Whether the message is to blame, so that sending it again cannot help.</summary>
    public bool? SenderFault { get; set; }
}
