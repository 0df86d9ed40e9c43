using RefillRadar.Dashboard.Live;
using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Board;

namespace RefillRadar.Dashboard.Components.Alerts;

/// <summary>
/// The rows of one page's alert table, newest opened first: changed in place, new ones marked as fresh, resolved ones kept
/// greyed for a moment so that nothing vanishes under the pointer.
/// </summary>
internal sealed class AlertBoard(int capacity)
{
    public static readonly TimeSpan Linger = TimeSpan.FromSeconds(10);

    private static readonly Comparer<Alert> NewestFirst = Comparer<Alert>.Create((left, right) =>
        right.OpenedAt.CompareTo(left.OpenedAt) is var byTime and not 0 ? byTime : string.CompareOrdinal(left.Id, right.Id));

    private readonly Dictionary<string, Alert> _alerts = [];
    private readonly Dictionary<string, DateTimeOffset> _leaving = [];
    private readonly HashSet<string> _fresh = [];

    /// <summary>The rows.</summary>
    public IReadOnlyList<Alert> Rows { get; private set; } = [];

    /// <summary>Ids of the rows that came after the read.</summary>
    public IReadOnlySet<string> Fresh => _fresh;

    /// <summary>There is a row for this product's open alert. Safe to ask from any thread.</summary>
    public Func<string, bool> Shows { get; private set; } = static _ => false;

    public void Reset(IEnumerable<Alert> alerts)
    {
        _alerts.Clear();
        _leaving.Clear();
        _fresh.Clear();
        foreach (Alert alert in alerts)
            _alerts[alert.Id] = alert;

        Arrange();
    }

    /// <summary>Takes changes in; <paramref name="wanted"/> says which alerts belong on this page. True when a row came or went.</summary>
    public bool Apply(FeedBatch batch, Func<Alert, bool> wanted, DateTimeOffset now)
    {
        bool moved = Prune(now);
        foreach (Alert alert in batch.Alerts)
            moved |= Put(alert, wanted(alert), now);

        foreach (ProductLevel level in batch.Levels)
        {
            if (level is { AlertId: { } id, Quantity: { } quantity } && _alerts.TryGetValue(id, out Alert? alert) && alert.Quantity != quantity)
                _alerts[id] = alert with { Quantity = quantity };
        }

        if (moved)
            Arrange();
        else
            Rows = [.. Rows.Select(row => _alerts[row.Id])];

        return moved;
    }

    private bool Put(Alert alert, bool wanted, DateTimeOffset now)
    {
        bool known = _alerts.ContainsKey(alert.Id);
        if (!known && !wanted)
            return false;

        _alerts[alert.Id] = alert;
        if (wanted)
            _leaving.Remove(alert.Id);
        else
            _leaving.TryAdd(alert.Id, now + Linger);

        if (!known)
            _fresh.Add(alert.Id);

        return !known;
    }

    private bool Prune(DateTimeOffset now)
    {
        if (_leaving.Count == 0)
            return false;

        string[] gone = [.. _leaving.Where(entry => entry.Value <= now).Select(entry => entry.Key)];
        foreach (string id in gone)
        {
            _leaving.Remove(id);
            _alerts.Remove(id);
            _fresh.Remove(id);
        }

        return gone.Length > 0;
    }

    private void Arrange()
    {
        List<Alert> rows = [.. _alerts.Values.Order(NewestFirst)];
        foreach (Alert dropped in rows.Skip(capacity))
            _alerts.Remove(dropped.Id);

        Rows = rows.Count > capacity ? rows[..capacity] : rows;
        HashSet<string> keys = [.. Rows.Select(row => Grains.Stock.StockKey.Of(row.ProductId, row.Warehouse))];
        Shows = keys.Contains;
    }
}
