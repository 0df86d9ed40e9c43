using Amazon.Runtime;

namespace RefillRadar.Silo.Adapters.Aws.Kinesis.Client;

/// <summary>
/// The operations of Kinesis Data Streams used here. Names and types are those of AWSSDK.Kinesis, which can take this folder's place.
/// Errors are <see cref="AmazonServiceException"/> with the service's code. https://docs.aws.amazon.com/kinesis/latest/APIReference/
/// </summary>
internal interface IAmazonKinesis : IDisposable
{
    /// <summary>The client's settings.</summary>
    IClientConfig Config { get; }

    /// <summary>Name, ARN and state of a stream. 20 calls a second and account.</summary>
    Task<DescribeStreamSummaryResponse> DescribeStreamSummaryAsync(DescribeStreamSummaryRequest request, CancellationToken cancellationToken = default);

    /// <summary>One page of the shards, closed ones that still hold data among them.</summary>
    Task<ListShardsResponse> ListShardsAsync(ListShardsRequest request, CancellationToken cancellationToken = default);

    /// <summary>A place to read a shard from; good for five minutes.</summary>
    Task<GetShardIteratorResponse> GetShardIteratorAsync(GetShardIteratorRequest request, CancellationToken cancellationToken = default);

    /// <summary>Records from a place on. Five calls a second and 2 MB a second for a shard, over all who read it.</summary>
    Task<GetRecordsResponse> GetRecordsAsync(GetRecordsRequest request, CancellationToken cancellationToken = default);

    /// <summary>Writes up to 500 records or 5 MiB. Each record's result is separate: look at <see cref="PutRecordsResponse.FailedRecordCount"/>.</summary>
    Task<PutRecordsResponse> PutRecordsAsync(PutRecordsRequest request, CancellationToken cancellationToken = default);
}
