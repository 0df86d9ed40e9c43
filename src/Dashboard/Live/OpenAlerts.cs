using System.Collections.Concurrent;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Dashboard.Live;

/// <summary>
/// The open alerts as this process knows them, one record of each for all pages. They are read once and kept current by the feed, until
/// a gap; then they are unknown again. Safe to ask from any thread.
/// </summary>
internal sealed class OpenAlerts
{
    /// <summary>With more open alerts than this each page reads its own.</summary>
    public const int Most = 20_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Alert> _changed = [];
    private readonly Dictionary<string, decimal> _moved = [];
    private volatile ConcurrentDictionary<string, Alert>? _alerts;
    private long _read;
    private bool _reading;

    /// <summary>All that match, in no order; null while they are unknown.</summary>
    public List<Alert>? Find(Func<Alert, bool> wanted)
    {
        lock (_gate)
            return _alerts?.Select(entry => entry.Value).Where(wanted).ToList();
    }

    /// <summary>The alert at another quantity: the record of all pages if it says so, a copy otherwise.</summary>
    public Alert At(Alert alert, decimal quantity)
    {
        return _alerts?.GetValueOrDefault(alert.Id) is { } known
            && (known.Quantity, known.Status, known.Severity) == (quantity, alert.Status, alert.Severity)
            ? known
            : alert with { Quantity = quantity };
    }

    /// <summary>They are about to be read: what changes from now on is newer than the rows that will be found.</summary>
    public long BeginRead()
    {
        lock (_gate)
        {
            Clear();
            _reading = true;
            return _read;
        }
    }

    /// <summary>These were found; they count unless something was lost meanwhile.</summary>
    public void EndRead(long read, IEnumerable<Alert> found)
    {
        lock (_gate)
        {
            if (read != _read)
                return;

            ConcurrentDictionary<string, Alert> alerts = [];
            foreach (var alert in found)
                alerts[alert.Id] = alert;

            _alerts = alerts;
            _reading = false;
            foreach (var alert in _changed.Values)
                Put(alert);

            foreach ((var id, var quantity) in _moved)
                Move(id, quantity);

            _changed.Clear();
            _moved.Clear();
        }
    }

    /// <summary>Something was lost, or nobody listens for levels: they are unknown.</summary>
    public void Forget()
    {
        lock (_gate)
            Clear();
    }

    public void Take(IReadOnlyCollection<Alert> alerts)
    {
        lock (_gate)
        {
            foreach (var alert in alerts)
            {
                if (_reading)
                    _changed[alert.Id] = alert;
                else
                    Put(alert);
            }

            if ((_alerts?.Count ?? _changed.Count) > Most)
                Clear();
        }
    }

    public void Take(IReadOnlyCollection<ProductLevel> levels)
    {
        lock (_gate)
        {
            foreach (var level in levels)
            {
                if (level is not { AlertId: { } id, Quantity: { } quantity })
                    continue;

                if (_reading)
                    _moved[id] = quantity;
                else
                    Move(id, quantity);
            }
        }
    }

    private void Put(Alert alert)
    {
        if (alert.Status == AlertStatus.Resolved)
            _alerts?.TryRemove(alert.Id, out _);
        else
            _alerts?[alert.Id] = alert;
    }

    private void Move(string id, decimal quantity)
    {
        if (_alerts?.GetValueOrDefault(id) is { } alert && alert.Quantity != quantity)
            _alerts[id] = alert with { Quantity = quantity };
    }

    private void Clear()
    {
        _read++;
        _reading = false;
        _alerts = null;
        _changed.Clear();
        _moved.Clear();
    }
}
