using Amazon.Runtime;
using RefillRadar.Silo.Adapters.Aws.Services;

namespace RefillRadar.Silo.Adapters.Aws.Kinesis.Client;

/// <inheritdoc cref="IAmazonKinesis"/>
internal sealed class AmazonKinesisClient(AWSCredentials? credentials, AmazonKinesisConfig config) : ServiceClient(credentials, config), IAmazonKinesis
{
    /// <summary>A client by the credentials that the SDK's chain finds.</summary>
    public AmazonKinesisClient(AmazonKinesisConfig config)
        : this(null, config)
    {
    }

    public Task<DescribeStreamSummaryResponse> DescribeStreamSummaryAsync(DescribeStreamSummaryRequest request, CancellationToken cancellationToken = default) =>
        CallAsync<DescribeStreamSummaryRequest, DescribeStreamSummaryResponse>("DescribeStreamSummary", request, cancellationToken);

    public Task<ListShardsResponse> ListShardsAsync(ListShardsRequest request, CancellationToken cancellationToken = default) =>
        CallAsync<ListShardsRequest, ListShardsResponse>("ListShards", request, cancellationToken);

    public Task<GetShardIteratorResponse> GetShardIteratorAsync(GetShardIteratorRequest request, CancellationToken cancellationToken = default) =>
        CallAsync<GetShardIteratorRequest, GetShardIteratorResponse>("GetShardIterator", request, cancellationToken);

    public Task<GetRecordsResponse> GetRecordsAsync(GetRecordsRequest request, CancellationToken cancellationToken = default) =>
        CallAsync<GetRecordsRequest, GetRecordsResponse>("GetRecords", request, cancellationToken);

    public Task<PutRecordsResponse> PutRecordsAsync(PutRecordsRequest request, CancellationToken cancellationToken = default) =>
        CallAsync<PutRecordsRequest, PutRecordsResponse>("PutRecords", request, cancellationToken);

    private Task<TResponse> CallAsync<TRequest, TResponse>(string operation, TRequest request, CancellationToken cancellationToken)
        where TRequest : AmazonWebServiceRequest
        where TResponse : AmazonWebServiceResponse, new() =>
        CallAsync<TResponse>(
            request,
            new JsonMarshaller<TRequest>("Amazon.Kinesis", "Kinesis_20131202." + operation),
            new JsonUnmarshaller<TResponse>(),
            cancellationToken);
}
