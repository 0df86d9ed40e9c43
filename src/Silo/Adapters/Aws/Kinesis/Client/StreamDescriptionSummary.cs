namespace RefillRadar.Silo.Adapters.Aws.Kinesis.Client;

/// <summary>A stream.</summary>
internal sealed class StreamDescriptionSummary
{
    public string? StreamName { get; set; }

    public string? StreamARN { get; set; }

    /// <summary>CREATING, DELETING, ACTIVE or UPDATING.</summary>
    public string? StreamStatus { get; set; }
}
