using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace RefillRadar.Silo.Adapters.Aws.Stores;

/// <summary>
/// Puts items, 25 a request. What DynamoDB leaves unprocessed is sent again after a random wait of up to 50 ms, doubled each time up
/// to 5 s; after ten sends of a request it gives up and throws. Items of one call must not share a key.
/// </summary>
internal sealed class BatchWriter(IAmazonDynamoDB client, TimeProvider time)
{
    private const int MaxItems = 25;
    private const int MaxSends = 10;
    private const int AtOnce = 4;

    /// <summary>Puts the items; all of them are durable when it returns.</summary>
    public Task PutAsync(string table, IEnumerable<Dictionary<string, AttributeValue>> items, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            items.Select(item => new WriteRequest(new PutRequest(item))).Chunk(MaxItems),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (writes, cancelled) => await SendAsync(table, [.. writes], cancelled));

    private async Task SendAsync(string table, List<WriteRequest> writes, CancellationToken cancellationToken)
    {
        for (var sends = 1; ; sends++)
        {
            var request = new BatchWriteItemRequest(new Dictionary<string, List<WriteRequest>> { [table] = writes });
            var answer = await client.BatchWriteItemAsync(request, cancellationToken);
            if (answer.UnprocessedItems?.GetValueOrDefault(table) is not { Count: > 0 } left)
                return;
            if (sends == MaxSends)
                throw new ProvisionedThroughputExceededException($"{left.Count} rows of {table} were not taken after {MaxSends} sends.");
            writes = left;
            await Task.Delay(Backoff(sends), time, cancellationToken);
        }
    }

    private static TimeSpan Backoff(int sends) =>
        TimeSpan.FromMilliseconds(Random.Shared.NextDouble() * Math.Min(5_000, 50 << (sends - 1)));
}
