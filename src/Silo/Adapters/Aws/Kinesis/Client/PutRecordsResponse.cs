using Amazon.Runtime;

namespace RefillRadar.Silo.Adapters.Aws.Kinesis.Client;

/// <summary>What became of written records.</summary>
internal sealed class PutRecordsResponse : AmazonWebServiceResponse
{
    /// <summary>How many were not taken.</summary>
    public int? FailedRecordCount { get; set; }

    /// <summary>One result a record, in the order they were given.</summary>
    public List<PutRecordsResultEntry>? Records { get; set; }
}
