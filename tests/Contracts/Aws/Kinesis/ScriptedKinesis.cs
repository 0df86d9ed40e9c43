using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using Amazon.Runtime;
using RefillRadar.Silo.Adapters.Aws.Kinesis.Client;
using Record = RefillRadar.Silo.Adapters.Aws.Kinesis.Client.Record;

namespace RefillRadar.Tests.Contracts.Aws.Kinesis;

/// <summary>A stream whose answers are written down beforehand, shard by shard, errors among them.</summary>
internal sealed class ScriptedKinesis(params Shard[] shards) : IAmazonKinesis
{
    private readonly Dictionary<string, Queue<object>> _answers = shards.ToDictionary(shard => shard.ShardId!, _ => new Queue<object>());

    /// <summary>Calls as text, in order.</summary>
    public ConcurrentQueue<string> Calls { get; } = [];

    /// <summary>Where a shard was asked to be read from.</summary>
    public ConcurrentQueue<GetShardIteratorRequest> Iterators { get; } = [];

    /// <summary>Shards of one page.</summary>
    public int PageSize { get; init; } = 100;

    public IClientConfig Config { get; } = new AmazonKinesisConfig { ServiceURL = "http://127.0.0.1:9" };

    /// <summary>The next answer of a shard: quantities, how far behind, when they came, and whether the shard ends there.</summary>
    public ScriptedKinesis Answers(string shard, int[] quantities, long behind = 0, DateTimeOffset? at = null, bool ends = false)
    {
        _answers[shard].Enqueue(new GetRecordsResponse
        {
            Records = [.. quantities.Select(quantity => new Record
            {
                SequenceNumber = quantity.ToString(CultureInfo.InvariantCulture),
                ApproximateArrivalTimestamp = (at ?? DateTimeOffset.UnixEpoch).UtcDateTime,
                Data = new MemoryStream(Encoding.UTF8.GetBytes(
                    $$$"""{"data":{"product_id":1,"quantity_available":{{{quantity}}}},"metadata":{"operation":"insert","record-type":"data"}}""")),
            })],
            MillisBehindLatest = behind,
            NextShardIterator = ends ? null : shard,
        });
        return this;
    }

    /// <summary>The next answer of a shard is an error.</summary>
    public ScriptedKinesis Fails(string shard, string code, int times = 1)
    {
        for (var time = 0; time < times; time++)
            _answers[shard].Enqueue(new AmazonServiceException("as told", ErrorType.Sender, code, "r", HttpStatusCode.BadRequest));
        return this;
    }

    public Task<DescribeStreamSummaryResponse> DescribeStreamSummaryAsync(DescribeStreamSummaryRequest request, CancellationToken cancellationToken = default) =>
        Task.FromResult(new DescribeStreamSummaryResponse { StreamDescriptionSummary = new StreamDescriptionSummary { StreamARN = "arn:stream" } });

    public Task<ListShardsResponse> ListShardsAsync(ListShardsRequest request, CancellationToken cancellationToken = default)
    {
        Assert.True(request.StreamName is null != request.NextToken is null, "The service refuses a token together with a name.");
        var start = int.Parse(request.NextToken ?? "0", CultureInfo.InvariantCulture);
        var next = start + PageSize;
        Calls.Enqueue($"ListShards {start}");
        return Task.FromResult(new ListShardsResponse
        {
            Shards = [.. shards.Skip(start).Take(PageSize)],
            NextToken = next < shards.Length ? next.ToString(CultureInfo.InvariantCulture) : null,
        });
    }

    public Task<GetShardIteratorResponse> GetShardIteratorAsync(GetShardIteratorRequest request, CancellationToken cancellationToken = default)
    {
        Calls.Enqueue($"GetShardIterator {request.ShardId}");
        Iterators.Enqueue(request);
        return Task.FromResult(new GetShardIteratorResponse { ShardIterator = request.ShardId });
    }

    public Task<GetRecordsResponse> GetRecordsAsync(GetRecordsRequest request, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Calls.Enqueue($"GetRecords {request.ShardIterator}");
        return _answers[request.ShardIterator!].Dequeue() switch
        {
            Exception exception => Task.FromException<GetRecordsResponse>(exception),
            var answer => Task.FromResult((GetRecordsResponse)answer),
        };
    }

    public Task<PutRecordsResponse> PutRecordsAsync(PutRecordsRequest request, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public void Dispose()
    {
    }
}
