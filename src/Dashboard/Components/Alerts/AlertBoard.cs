using RefillRadar.Dashboard.Live;
using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Board;
using RefillRadar.Grains.Stock;

namespace RefillRadar.Dashboard.Components.Alerts;

/// <summary>
/// The rows of one page's alert table. Rows that are shown change in place. While the page is followed, new ones come in and resolved
/// ones go after a moment; while somebody reads, nothing moves: new ones wait and resolved ones stay, greyed.
/// </summary>
internal sealed class AlertBoard(int capacity)
{
    public static readonly TimeSpan Linger = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, Alert> _alerts = [];
    private readonly Dictionary<string, Alert> _waiting = [];
    private readonly Dictionary<string, DateTimeOffset> _leaving = [];
    private readonly Dictionary<string, int> _places = [];
    private readonly HashSet<string> _fresh = [];
    private readonly HashSet<string> _closed = [];
    private AlertView _view = AlertView.NewestFirst;
    private bool _unsorted;

    /// <summary>What is shown: rows and heads of groups. The same list until a row comes or goes; its items are replaced in place.</summary>
    public List<AlertLine> Lines { get; private set; } = [];

    /// <summary>The rows that are shown, in their order.</summary>
    public IEnumerable<Alert> Rows => Lines.Where(line => line.Alert is not null).Select(line => line.Alert!);

    /// <summary>All rows, those of closed groups too, in no order.</summary>
    public IReadOnlyCollection<Alert> Alerts => _alerts.Values;

    /// <summary>How many new ones wait to be let in.</summary>
    public int Waiting => _waiting.Count;

    /// <summary>How many came after the read, in all.</summary>
    public int Arrived { get; private set; }

    /// <summary>Ids of the rows that came after the read.</summary>
    public IReadOnlySet<string> Fresh => _fresh;

    /// <summary>There is a row for this product's open alert. Safe to ask from any thread.</summary>
    public Func<string, bool> Shows { get; private set; } = static _ => false;

    public bool Knows(string id)
    {
        return _alerts.ContainsKey(id);
    }

    public Alert? Find(string id)
    {
        return _alerts.GetValueOrDefault(id);
    }

    public void Reset(IEnumerable<Alert> alerts)
    {
        _alerts.Clear();
        _waiting.Clear();
        _leaving.Clear();
        _fresh.Clear();
        foreach (Alert alert in alerts)
            _alerts[alert.Id] = alert;

        Arrange();
    }

    /// <summary>Another order or grouping of the same rows.</summary>
    public void LayOut(AlertView view)
    {
        if (_view == view)
            return;

        if (_view.Grouping != view.Grouping)
            _closed.Clear();

        _view = view;
        Arrange();
    }

    /// <summary>Opens or closes a group.</summary>
    public void Toggle(string? group)
    {
        string key = AlertLines.HeadKey(group);
        if (!_closed.Remove(key))
            _closed.Add(key);

        Arrange();
    }

    /// <summary>Takes changes in; <paramref name="wanted"/> says which alerts belong on this page. True when a row came, went or moved.</summary>
    public bool Apply(FeedBatch batch, Func<Alert, bool> wanted, DateTimeOffset now, bool follow = true)
    {
        foreach (Alert alert in batch.Alerts)
            _unsorted |= Put(alert, wanted(alert), now);

        foreach (ProductLevel level in batch.Levels)
        {
            if (level is { AlertId: { } id, Quantity: { } quantity } && Find(id) is { } alert && alert.Quantity != quantity)
                _unsorted |= Replace(alert, alert with { Quantity = quantity });
        }

        return follow && TakeIn(now);
    }

    /// <summary>Lets in who waits, drops what has left, moves what has another place by now. True when a row came, went or moved.</summary>
    public bool TakeIn(DateTimeOffset now)
    {
        string[] gone = [.. _leaving.Where(entry => entry.Value <= now).Select(entry => entry.Key)];
        if (gone.Length == 0 && _waiting.Count == 0 && !_unsorted)
            return false;

        foreach (string id in gone)
        {
            _leaving.Remove(id);
            _alerts.Remove(id);
            _fresh.Remove(id);
        }

        foreach (Alert alert in _waiting.Values)
        {
            _alerts[alert.Id] = alert;
            _fresh.Add(alert.Id);
        }

        _waiting.Clear();
        Arrange();
        return true;
    }

    private bool Put(Alert alert, bool wanted, DateTimeOffset now)
    {
        if (Find(alert.Id) is not { } shown)
        {
            if (!wanted)
                _waiting.Remove(alert.Id);
            else if (_waiting.ContainsKey(alert.Id))
                _waiting[alert.Id] = alert;
            else if (_waiting.Count < capacity)
            {
                _waiting[alert.Id] = alert;
                Arrived++;
            }

            return false;
        }

        if (wanted)
            _leaving.Remove(alert.Id);
        else
            _leaving.TryAdd(alert.Id, now + Linger);

        return Replace(shown, alert);
    }

    // True when it would have another place in the order now.
    private bool Replace(Alert shown, Alert alert)
    {
        _alerts[alert.Id] = alert;
        if (_places.TryGetValue(alert.Id, out int place))
            Lines[place] = AlertLine.Of(alert);

        return _view.Compare(shown, alert) != 0 || _view.GroupOf(shown) != _view.GroupOf(alert);
    }

    private void Arrange()
    {
        _unsorted = false;
        List<Alert> rows = [.. _alerts.Values.Order(_view)];
        foreach (Alert dropped in rows.Skip(capacity))
            _alerts.Remove(dropped.Id);

        rows = rows.Count > capacity ? rows[..capacity] : rows;
        Lines = AlertLines.Of(rows, _view, _closed);
        _places.Clear();
        for (int i = 0; i < Lines.Count; i++)
            _places[Lines[i].Key] = i;

        HashSet<string> keys = [.. rows.Select(row => StockKey.Of(row.ProductId, row.Warehouse))];
        Shows = keys.Contains;
    }
}
