using System.Collections.Immutable;
using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Tests.Unit.Dashboard;

/// <summary>A store that lists what a test puts in, a page of so many rows each.</summary>
internal sealed class FakeAlertStore(int pageSize) : IAlertStore
{
    public List<Alert> Alerts { get; } = [];

    public List<AlertQuery> Asked { get; } = [];

    public bool Fails { get; set; }

    public Task<AlertPage> ListAsync(AlertQuery query, CancellationToken cancellationToken)
    {
        Asked.Add(query);
        if (Fails)
            throw new TimeoutException("No.");
        var from = query.Cursor is null ? 0 : int.Parse(query.Cursor, System.Globalization.CultureInfo.InvariantCulture);
        var to = Math.Min(Alerts.Count, from + pageSize);
        return Task.FromResult(new AlertPage([.. Alerts[from..to].Select(alert => new AlertRow(alert, alert.ProductId, 1, null, null, []))], to < Alerts.Count ? $"{to}" : null));
    }

    public Task<bool> PutAsync(AlertRow row, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task RemoveAsync(string id, long revision, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<AlertRow?> GetAsync(string id, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ImmutableArray<string>> DueAsync(DateTimeOffset until, int limit, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<AlertCounts> CountAsync(DateTimeOffset since, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ImmutableArray<AlertBucket>> HistogramAsync(
        DateTimeOffset from, DateTimeOffset to, TimeSpan bucket, CancellationToken cancellationToken) => throw new NotSupportedException();
}
