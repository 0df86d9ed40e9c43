namespace RefillRadar.Silo.Adapters.Aws.Kinesis.Client;

/// <summary>A record to write.</summary>
internal sealed class PutRecordsRequestEntry
{
    public MemoryStream? Data { get; set; }

    public string? PartitionKey { get; set; }
}
