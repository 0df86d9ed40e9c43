namespace RefillRadar.Silo.Adapters.Aws.Kinesis.Client;

/// <summary>What became of one record.</summary>
internal sealed class PutRecordsResultEntry
{
    public string? SequenceNumber { get; set; }

    public string? ShardId { get; set; }

    /// <summary>Null when it was taken; ProvisionedThroughputExceededException or InternalFailure otherwise.</summary>
    public string? ErrorCode { get; set; }

    public string? ErrorMessage { get; set; }
}
