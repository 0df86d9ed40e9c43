using Amazon.Runtime;

namespace RefillRadar.Silo.Adapters.Aws.Kinesis.Client;

/// <summary>Writes records.</summary>
internal sealed class PutRecordsRequest : AmazonWebServiceRequest
{
    public string? StreamName { get; set; }

    public List<PutRecordsRequestEntry>? Records { get; set; }
}
