using Amazon.DynamoDBv2.Model;

namespace RefillRadar.Silo.Adapters.Aws.Stores;

/// <summary>
/// The rows of several partitions of an index as one list in order of their sort keys. Pages are read as they are needed, those of
/// several partitions at once, and at most <paramref name="maxPages"/> in all: a filter that drops nearly everything must not make
/// one request read a whole table.
/// </summary>
internal sealed class IndexMerge(IReadOnlyList<IndexStream> streams, int maxPages = int.MaxValue)
{
    private int _pages;

    /// <summary>Set when the pages were used up: every row up to this sort key was seen, and a later request goes on behind it.</summary>
    public string? StoppedAt { get; private set; }

    /// <summary>The next row; null when there is none left, or the pages are used up.</summary>
    public async Task<Dictionary<string, AttributeValue>?> NextAsync(CancellationToken cancellationToken)
    {
        while (StoppedAt is null)
        {
            var first = streams.Where(stream => stream.Head is not null).MinBy(stream => stream.Head, Order);
            var behind = streams.Where(stream => IsBehind(stream, first?.Head)).ToArray();
            if (behind.Length == 0)
                return first?.Take();
            if (_pages > 0 && _pages + behind.Length > maxPages)
            {
                StoppedAt = behind.Select(stream => stream.ReadUntil).Min(Order);
                return null;
            }

            _pages += behind.Length;
            await Task.WhenAll(behind.Select(stream => stream.ReadAsync(cancellationToken)));
        }

        return null;
    }

    private static Comparer<string?> Order { get; } = Comparer<string?>.Create((left, right) => ListOrder.Compare(left!, right!));

    // It may hold rows that come before the first one known.
    private static bool IsBehind(IndexStream stream, string? first) =>
        stream is { IsRead: false, Head: null } && (first is null || ListOrder.Compare(stream.ReadUntil, first) < 0);
}
