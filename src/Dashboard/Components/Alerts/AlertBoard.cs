using RefillRadar.Dashboard.Live;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Dashboard.Components.Alerts;

/// <summary>
/// The rows of one page's alert table. Rows that are shown change in place. While the page is followed, new ones come in and resolved
/// ones go after a moment; while somebody reads, nothing moves: new ones wait and resolved ones stay, greyed.
/// </summary>
internal sealed class AlertBoard(int capacity, Func<Alert, decimal, Alert>? at = null)
{
    public static readonly TimeSpan Linger = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, Alert> _alerts = [];
    private readonly Dictionary<string, Alert> _waiting = [];
    private readonly Dictionary<string, DateTimeOffset> _leaving = [];
    private readonly HashSet<string> _fresh = [];
    private readonly HashSet<string> _closed = [];
    private readonly AlertLayout _layout = new();

    // So that pages share the records: the alert at another quantity.
    private readonly Func<Alert, decimal, Alert> _at = at ?? (static (alert, quantity) => alert with { Quantity = quantity });

    /// <summary>What is shown: rows and heads of groups. Its items are replaced in place.</summary>
    public List<AlertLine> Lines => _layout.Lines;

    /// <summary>The rows that are shown, in their order.</summary>
    public IEnumerable<Alert> Rows => Lines.Where(line => line.Alert is not null).Select(line => line.Alert!);

    /// <summary>All rows, those of closed groups too, in no order.</summary>
    public IReadOnlyCollection<Alert> Alerts => _alerts.Values;

    /// <summary>How many new ones wait to be let in.</summary>
    public int Waiting => _waiting.Count;

    /// <summary>How many came after the read, in all.</summary>
    public int Arrived { get; private set; }

    /// <summary>There are more than have a place here: which, only another read can tell.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Ids of the rows that came after the read.</summary>
    public IReadOnlySet<string> Fresh => _fresh;

    /// <summary>Ids of the rows that the table draws now, which it keeps here: other rows change without being drawn.</summary>
    public HashSet<string> Drawn { get; } = [];

    public bool Knows(string id) => _alerts.ContainsKey(id);

    public Alert? Find(string id) => _alerts.GetValueOrDefault(id);

    public void Reset(IEnumerable<Alert> alerts)
    {
        _alerts.Clear();
        _waiting.Clear();
        _leaving.Clear();
        _fresh.Clear();
        foreach (var alert in alerts)
            _alerts[alert.Id] = alert;

        IsCut = false;
        Arrange();
    }

    /// <summary>Rows that are not wanted any more will leave like those that are over.</summary>
    public void Leave(Func<Alert, bool> wanted, DateTimeOffset now)
    {
        foreach (var alert in _alerts.Values)
        {
            if (!wanted(alert))
                _leaving.TryAdd(alert.Id, now + Linger);
        }
    }

    /// <summary>Another order or grouping of the same rows.</summary>
    public void LayOut(AlertView view)
    {
        if (_layout.View == view)
            return;

        if (_layout.View.Grouping != view.Grouping)
            _closed.Clear();

        _layout.View = view;
        Arrange();
    }

    /// <summary>Opens or closes a group.</summary>
    public void Toggle(string? group)
    {
        var key = AlertLines.HeadKey(group);
        if (!_closed.Remove(key))
            _closed.Add(key);

        Arrange();
    }

    /// <summary>Takes changes in; <paramref name="wanted"/> says which alerts belong on this page. True when what is drawn has changed.</summary>
    public bool Apply(FeedBatch batch, Func<Alert, bool> wanted, DateTimeOffset now, bool follow = true)
    {
        var before = Waiting;
        var isDrawn = batch.Alerts.Any(alert => Drawn.Contains(alert.Id));
        foreach (var alert in batch.Alerts)
            Put(alert, wanted(alert), now);

        foreach (var level in batch.Levels)
        {
            if (level is not { AlertId: { } id, Quantity: { } quantity })
                continue;

            if (_waiting.TryGetValue(id, out var waiting))
            {
                _waiting[id] = _at(waiting, quantity);
            }
            else if (Find(id) is { } alert && alert.Quantity != quantity)
            {
                Replace(alert, _at(alert, quantity));
                isDrawn |= Drawn.Contains(id);
            }
        }

        return (follow && TakeIn(now)) || isDrawn || Waiting != before;
    }

    /// <summary>Lets in who waits, drops what has left, puts in order what changed. True when a row came, went or moved.</summary>
    public bool TakeIn(DateTimeOffset now)
    {
        string[] gone = [.. _leaving.Where(entry => entry.Value <= now).Select(entry => entry.Key)];
        if (gone.Length == 0 && _waiting.Count == 0 && !_layout.IsUnsorted)
            return false;

        var isPlaced = _layout.TryChange([.. gone.Select(id => _alerts[id])], _waiting.Values);
        foreach (var id in gone)
            Drop(id);

        foreach (var alert in _waiting.Values)
        {
            _alerts[alert.Id] = alert;
            _fresh.Add(alert.Id);
        }

        _waiting.Clear();
        if (!isPlaced)
            Arrange();
        else
            Drop(_layout.Cut(capacity));

        return true;
    }

    private void Put(Alert alert, bool wanted, DateTimeOffset now)
    {
        if (Find(alert.Id) is { } shown)
        {
            if (wanted)
                _leaving.Remove(alert.Id);
            else
                _leaving.TryAdd(alert.Id, now + Linger);

            Replace(shown, alert);
        }
        else if (!wanted)
        {
            _waiting.Remove(alert.Id);
        }
        else if (_waiting.ContainsKey(alert.Id))
        {
            _waiting[alert.Id] = alert;
        }
        else if (_waiting.Count < capacity)
        {
            _waiting[alert.Id] = alert;
            Arrived++;
        }
    }

    private void Replace(Alert shown, Alert alert)
    {
        _alerts[alert.Id] = alert;
        _layout.Replace(shown, alert);
    }

    private void Arrange() => Drop(_layout.Arrange(_alerts.Values, capacity, _closed));

    private void Drop(List<Alert> beyond)
    {
        IsCut |= beyond.Count > 0;
        foreach (var alert in beyond)
            Drop(alert.Id);
    }

    private void Drop(string id)
    {
        _alerts.Remove(id);
        _leaving.Remove(id);
        _fresh.Remove(id);
    }
}
