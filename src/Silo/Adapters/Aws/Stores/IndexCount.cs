using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace RefillRadar.Silo.Adapters.Aws.Stores;

/// <summary>
/// Counts rows of an index by COUNT queries, a shard each. A count that fits a page a shard (1 MB each) is made anew every time. A
/// larger one is answered again for as many seconds as it read pages, at most 60: so a flood of rows costs a page a second and not
/// the whole index with every look at the numbers.
/// </summary>
internal sealed class IndexCount(IAmazonDynamoDB client, TimeProvider time)
{
    private const int LongestHold = 60;

    private volatile Held? _held;

    /// <summary>How many rows the queries find. <paramref name="what"/> tells apart counts that must not answer for each other.</summary>
    public async Task<int> CountAsync(string what, IEnumerable<QueryRequest> queries, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (_held is { } held && held.What == what && now < held.Until)
            return held.Count;
        var parts = await Task.WhenAll(queries.Select(query => CountAsync(query, cancellationToken)));
        var (count, pages) = (parts.Sum(part => part.Count), parts.Sum(part => part.Pages));
        _held = pages > parts.Length ? new Held(what, count, now.AddSeconds(Math.Min(pages, LongestHold))) : null;
        return count;
    }

    private async Task<(int Count, int Pages)> CountAsync(QueryRequest query, CancellationToken cancellationToken)
    {
        query.Select = Select.COUNT;
        var (count, pages) = (0, 0);
        await foreach (var page in client.Paginators.Query(query).Responses.WithCancellation(cancellationToken))
        {
            count += page.Count ?? 0;
            pages++;
        }

        return (count, pages);
    }

    private sealed record Held(string What, int Count, DateTimeOffset Until);
}
