using RefillRadar.Grains.Alerts;

namespace RefillRadar.Dashboard.Components.Charts;

/// <summary>The median time to restock for every page of this process: read at most once a minute, and every few seconds while there is none.</summary>
internal sealed class RestockTimes(IAlertStore store, TimeProvider time)
{
    private const int MostRead = 10_000;
    private static readonly TimeSpan Age = TimeSpan.FromMinutes(1);

    // The first restock shows at once.
    private static readonly TimeSpan AgeOfNone = TimeSpan.FromSeconds(5);
    private readonly Lock _lock = new();
    private Task<RestockTime>? _read;
    private DateTimeOffset _readAt;

    public Task<RestockTime> GetAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            DateTimeOffset now = time.GetUtcNow();
            if (_read is null || (_read.IsCompleted && (!_read.IsCompletedSuccessfully || now - _readAt > (_read.Result.Count == 0 ? AgeOfNone : Age))))
            {
                _readAt = now;
                _read = Task.Run(() => ReadAsync(now), CancellationToken.None);
            }

            return _read.WaitAsync(cancellationToken);
        }
    }

    private async Task<RestockTime> ReadAsync(DateTimeOffset now)
    {
        List<Alert> resolved = [];
        var query = new AlertQuery { Statuses = [AlertStatus.Resolved], Limit = AlertQuery.MaxLimit };
        do
        {
            AlertPage page = await store.ListAsync(query, CancellationToken.None);
            resolved.AddRange(page.Items.Select(row => row.Alert));
            query = query with { Cursor = page.NextCursor };
        }
        while (query.Cursor is not null && resolved.Count < MostRead);

        return RestockTime.Of(resolved, now);
    }
}
