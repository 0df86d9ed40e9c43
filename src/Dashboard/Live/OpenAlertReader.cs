using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Board;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Dashboard.Live;

/// <summary>Reads the open alerts when a page asks for them and they are unknown: one read for all that ask meanwhile.</summary>
internal sealed class OpenAlertReader(LiveFeed feed, IRadar radar, TimeProvider time)
{
    // As often a read may be spoilt by a gap; then the page reads its own.
    private const int Tries = 3;
    private static readonly TimeSpan CountAgainAfter = TimeSpan.FromMinutes(1);

    private static readonly AlertStatus[] Open =
        [AlertStatus.Pending, AlertStatus.Firing, AlertStatus.Acknowledged, AlertStatus.Snoozed];

    private readonly Lock _gate = new();
    private Task? _reading;
    private DateTimeOffset _tooManyUntil;

    /// <summary>All that match, in no order; null when there are too many to be kept. Subscribe before.</summary>
    public async Task<List<Alert>?> FindAsync(Func<Alert, bool> wanted, CancellationToken cancellationToken)
    {
        for (var i = 0; i < Tries; i++)
        {
            if (feed.Open.Find(wanted) is { } found)
                return found;

            if (time.GetUtcNow() < _tooManyUntil)
                return null;

            await ReadOnce().WaitAsync(cancellationToken);
        }

        return feed.Open.Find(wanted);
    }

    private Task ReadOnce()
    {
        lock (_gate)
        {
            if (_reading is null || _reading.IsCompleted)
                _reading = Task.Run(ReadAsync);

            return _reading;
        }
    }

    private async Task ReadAsync()
    {
        var read = feed.Open.BeginRead();
        List<Alert> found = [];
        var query = new AlertQuery { Statuses = [.. Open], Limit = AlertQuery.MaxLimit };
        do
        {
            var page = await radar.ListAlertsAsync(query, CancellationToken.None);
            found.AddRange(page.Items.Select(row => row.Alert));
            query = query with { Cursor = page.NextCursor };
        }
        while (query.Cursor is not null && found.Count <= OpenAlerts.Most);

        if (found.Count <= OpenAlerts.Most)
        {
            feed.Open.EndRead(read, found);
            return;
        }

        feed.Open.Forget();
        _tooManyUntil = time.GetUtcNow() + CountAgainAfter;
    }
}
