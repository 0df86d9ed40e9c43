using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace RefillRadar.Silo.Adapters.Aws.Stores;

/// <summary>The rows of one partition of an index in order of their sort key, read a page at a time.</summary>
internal sealed class IndexStream(IAmazonDynamoDB client, QueryRequest query, string sortKey)
{
    private readonly Queue<Dictionary<string, AttributeValue>> _rows = [];

    /// <summary>Sort key of the next row; null when a page has to be read first, or there is none left.</summary>
    public string? Head => _rows.TryPeek(out var row) ? row.GetText(sortKey) : null;

    /// <summary>Sort key up to which rows were read, those left out by the filter too; empty before the first page.</summary>
    public string ReadUntil { get; private set; } = "";

    /// <summary>True when the last page was read.</summary>
    public bool IsRead { get; private set; }

    /// <summary>Takes the next row.</summary>
    public Dictionary<string, AttributeValue> Take() => _rows.Dequeue();

    /// <summary>Reads a page; it may be empty though others follow.</summary>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        var page = await client.QueryAsync(query, cancellationToken);
        foreach (var row in page.Items ?? [])
            _rows.Enqueue(row);
        if (page.LastEvaluatedKey is not { Count: > 0 } last)
        {
            IsRead = true;
            return;
        }

        ReadUntil = last.GetText(sortKey);
        query.ExclusiveStartKey = last;
    }
}
