using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Polly;
using Polly.Retry;

namespace RefillRadar.Silo.Adapters.Aws;

/// <summary>
/// Puts or deletes items, 25 a request. What DynamoDB leaves unprocessed is sent again after a random wait of up to 50 ms, doubled each time up
/// to 5 s; after ten sends of a request it gives up and throws. Items of one call must not share a key.
/// </summary>
internal sealed class BatchWriter(IAmazonDynamoDB client, TimeProvider time)
{
    private const int MaxItems = 25;
    private const int MaxSends = 10;
    private const int AtOnce = 4;

    // Its result is what was left unprocessed.
    private readonly ResiliencePipeline<List<WriteRequest>> _retry = new ResiliencePipelineBuilder<List<WriteRequest>> { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions<List<WriteRequest>>
        {
            ShouldHandle = static send => ValueTask.FromResult(send.Outcome.Result is { Count: > 0 }),
            MaxRetryAttempts = MaxSends - 1,
            DelayGenerator = static send => new(Backoff(send.AttemptNumber)),
        })
        .Build();

    /// <summary>Puts the items; all of them are durable when it returns.</summary>
    public Task PutAsync(string table, IEnumerable<Dictionary<string, AttributeValue>> items, CancellationToken cancellationToken) =>
        WriteAsync(table, items.Select(item => new WriteRequest(new PutRequest(item))), cancellationToken);

    /// <summary>Deletes the items with these keys; none of them is left when it returns.</summary>
    public Task DeleteAsync(string table, IEnumerable<Dictionary<string, AttributeValue>> keys, CancellationToken cancellationToken) =>
        WriteAsync(table, keys.Select(key => new WriteRequest(new DeleteRequest(key))), cancellationToken);

    private Task WriteAsync(string table, IEnumerable<WriteRequest> writes, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        writes.Chunk(MaxItems),
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
        async (batch, cancelled) => await SendAllAsync(table, [.. batch], cancelled));

    private async Task SendAllAsync(string table, List<WriteRequest> left, CancellationToken cancellationToken)
    {
        await _retry.ExecuteAsync(async cancelled => left = await SendAsync(table, left, cancelled), cancellationToken);
        if (left.Count > 0)
            throw new ProvisionedThroughputExceededException($"{left.Count} rows of {table} were not taken after {MaxSends} sends.");
    }

    private async Task<List<WriteRequest>> SendAsync(string table, List<WriteRequest> writes, CancellationToken cancellationToken)
    {
        var request = new BatchWriteItemRequest(new Dictionary<string, List<WriteRequest>> { [table] = writes });
        var answer = await client.BatchWriteItemAsync(request, cancellationToken);
        return answer.UnprocessedItems?.GetValueOrDefault(table) ?? [];
    }

    private static TimeSpan? Backoff(int attempt) =>
        TimeSpan.FromMilliseconds(Random.Shared.NextDouble() * Math.Min(5_000, 50 << attempt));
}
