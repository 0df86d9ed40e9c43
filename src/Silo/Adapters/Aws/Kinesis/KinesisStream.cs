using Amazon.Runtime;
using RefillRadar.Silo.Adapters.Aws.Kinesis.Client;

namespace RefillRadar.Silo.Adapters.Aws.Kinesis;

/// <summary>One stream. What it refuses becomes a sentence for people; throttling and expired iterators stay what they are.</summary>
internal sealed class KinesisStream(IAmazonKinesis kinesis, string name)
{
    /// <summary>Most records of one call: bounds what one reader holds.</summary>
    public const int MaxRecords = 2_000;

    public const string Throttled = "ProvisionedThroughputExceededException";
    public const string Expired = "ExpiredIteratorException";

    /// <summary>The ARN, which is the source of the stream's records in Lambda's event.</summary>
    public Task<string> ArnAsync(CancellationToken cancellationToken) => CallAsync(async () =>
        (await kinesis.DescribeStreamSummaryAsync(new DescribeStreamSummaryRequest { StreamName = name }, cancellationToken))
        .StreamDescriptionSummary?.StreamARN ?? throw new InvalidDataException($"Kinesis does not say the ARN of {name}."));

    /// <summary>All shards, closed ones too.</summary>
    public Task<List<Shard>> ShardsAsync(CancellationToken cancellationToken) => CallAsync(async () =>
    {
        var shards = new List<Shard>();
        ListShardsResponse? page = null;
        do
        {
            var request = page is null ? new ListShardsRequest { StreamName = name } : new ListShardsRequest { NextToken = page.NextToken };
            page = await kinesis.ListShardsAsync(request, cancellationToken);
            shards.AddRange(page.Shards ?? []);
        }
        while (!string.IsNullOrEmpty(page.NextToken));
        return shards;
    });

    /// <summary>A place to read from: after a record, else at a time, else at the oldest record.</summary>
    public Task<string?> IteratorAsync(Shard shard, string? after, DateTime? from, CancellationToken cancellationToken) => CallAsync(async () =>
        (await kinesis.GetShardIteratorAsync(
            new GetShardIteratorRequest
            {
                StreamName = name,
                ShardId = shard.ShardId,
                ShardIteratorType = after is not null ? "AFTER_SEQUENCE_NUMBER" : from is not null ? "AT_TIMESTAMP" : "TRIM_HORIZON",
                StartingSequenceNumber = after,
                Timestamp = after is null ? from : null,
            },
            cancellationToken)).ShardIterator);

    public Task<GetRecordsResponse> RecordsAsync(string iterator, CancellationToken cancellationToken) => CallAsync(() =>
        kinesis.GetRecordsAsync(new GetRecordsRequest { ShardIterator = iterator, Limit = MaxRecords }, cancellationToken));

    private async Task<T> CallAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (AmazonServiceException exception) when (Sentence(exception) is { } sentence)
        {
            throw new IOException($"{sentence} {exception.ErrorCode}: {exception.Message}", exception);
        }
    }

    private string? Sentence(AmazonServiceException exception) => exception.ErrorCode switch
    {
        "ResourceNotFoundException" => $"There is no Kinesis stream {name}, or no such shard; check RefillRadar:Aws:StreamName.",
        "AccessDeniedException" or "AccessDenied" =>
            $"The Kinesis stream {name} may not be read; the role of this process needs kinesis:DescribeStreamSummary, ListShards, GetShardIterator and GetRecords on it.",
        "UnrecognizedClientException" or "InvalidSignatureException" or "IncompleteSignature" or "MissingAuthenticationTokenException" =>
            "AWS does not know the credentials of this process.",
        _ => null,
    };
}
