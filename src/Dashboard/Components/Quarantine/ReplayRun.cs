using RefillRadar.Grains.Quarantine;

namespace RefillRadar.Dashboard.Components.Quarantine;

/// <summary>
/// Replays many records, one that fails not keeping the others from it. One after another and in the order they came: records without
/// a position of their own must not overtake each other.
/// </summary>
internal sealed class ReplayRun(IQuarantine quarantine, IQuarantineReplay replay)
{
    /// <summary>So many in one run, the newest; older ones are for the next.</summary>
    public const int Most = 10_000;

    private const int PageSize = 100;
    private const string NotTried = "The server did not respond";
    private readonly List<string> _failed = [];
    private int _read;
    private int _gone;
    private int _total;
    private int _tried;

    /// <summary>How many there are to replay; 0 while they are listed. Safe to ask from any thread, like <see cref="Tried"/>.</summary>
    public int Total => Volatile.Read(ref _total);

    /// <summary>How many have been tried so far.</summary>
    public int Tried => Volatile.Read(ref _tried);

    /// <summary>All from <paramref name="after"/> to the end, null for the newest. Cancelled, it finishes the record it is at and says what it did.</summary>
    public async Task<ReplayOutcome> RunAsync(string? after, CancellationToken cancellationToken)
    {
        (var ids, var next) = await ListAsync(after, cancellationToken);
        Volatile.Write(ref _total, ids.Count);
        foreach (var id in Enumerable.Reverse(ids))
        {
            if (cancellationToken.IsCancellationRequested)
                break;

            await TryAsync(id);
            Interlocked.Increment(ref _tried);
        }

        return new ReplayOutcome(_read, _gone, ReasonCount.Of(_failed), ids.Count - _tried, next);
    }

    // Listed first: what fails stays where it is, and what is quarantined meanwhile is not for this run.
    private async Task<(List<string> Ids, string? Next)> ListAsync(string? after, CancellationToken cancellationToken)
    {
        List<string> ids = [];
        var cursor = after;
        do
        {
            var page = await quarantine.ListAsync(PageSize, cursor, CancellationToken.None);
            ids.AddRange(page.Items.Select(record => record.Id));
            cursor = page.NextCursor;
        }
        while (cursor is not null && ids.Count < Most && !cancellationToken.IsCancellationRequested);

        return (ids, cursor);
    }

    private async Task TryAsync(string id)
    {
        try
        {
            if (await quarantine.GetAsync(id, CancellationToken.None) is not { } record)
                _gone++;
            else if (await replay.ReplayAsync(record, CancellationToken.None) is { } reason)
                _failed.Add(reason);
            else
                _read++;
        }
#pragma warning disable CA1031 // Shown to the user with the others; it can be replayed again.
        catch (Exception)
#pragma warning restore CA1031
        {
            _failed.Add(NotTried);
        }
    }
}
