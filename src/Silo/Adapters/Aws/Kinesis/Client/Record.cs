namespace RefillRadar.Silo.Adapters.Aws.Kinesis.Client;

/// <summary>One record.</summary>
internal sealed class Record
{
    public string? SequenceNumber { get; set; }

    /// <summary>When the stream took it, UTC, to the millisecond.</summary>
    public DateTime? ApproximateArrivalTimestamp { get; set; }

    public MemoryStream? Data { get; set; }

    public string? PartitionKey { get; set; }
}
