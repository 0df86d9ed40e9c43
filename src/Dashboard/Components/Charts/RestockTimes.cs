using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Board;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Dashboard.Components.Charts;

/// <summary>The median time to restock for every page of this process: read at most once a minute, and every few seconds while there is none.</summary>
internal sealed class RestockTimes(IAlertStore store, TimeProvider time)
{
    private const int MostRead = 10_000;
    private static readonly TimeSpan Age = TimeSpan.FromMinutes(1);

    // The first restock shows at once.
    private static readonly TimeSpan AgeOfNone = TimeSpan.FromSeconds(5);
    private readonly Remembered<RestockTime> _read = new(found => found.Count == 0 ? AgeOfNone : Age, time);

    public Task<RestockTime> GetAsync(CancellationToken cancellationToken) => _read.GetAsync(ReadAsync, cancellationToken);

    private async Task<RestockTime> ReadAsync()
    {
        var now = time.GetUtcNow();
        List<Alert> resolved = [];
        var query = new AlertQuery { Statuses = [AlertStatus.Resolved], Limit = AlertQuery.MaxLimit };
        do
        {
            var page = await store.ListAsync(query, CancellationToken.None);
            resolved.AddRange(page.Items.Select(row => row.Alert));
            query = query with { Cursor = page.NextCursor };
        }
        while (query.Cursor is not null && resolved.Count < MostRead);

        return RestockTime.Of(resolved, now);
    }
}
