using RefillRadar.Grains.Contracts;

namespace RefillRadar.Dashboard.Components.Alerts;

/// <summary>
/// The lines of an alert table in their order. A flat list is not sorted anew for a few rows: each is found by bisection. A row that
/// changes stays where it is until it is put in order.
/// </summary>
internal sealed class AlertLayout
{
    // From so many on, sorting all is quicker.
    private const int Few = 200;

    private readonly Dictionary<string, Alert> _displaced = [];
    private Dictionary<string, int>? _places;

    /// <summary>Order and groups. Lines that are there already do not follow it before they are arranged.</summary>
    public AlertView View { get; set; } = AlertView.NewestFirst;

    public List<AlertLine> Lines { get; private set; } = [];

    /// <summary>A line is not where it belongs.</summary>
    public bool IsUnsorted => _displaced.Count > 0;

    /// <summary>Lays all out; answers those beyond the capacity, which have no line.</summary>
    public List<Alert> Arrange(IReadOnlyCollection<Alert> alerts, int capacity, IReadOnlySet<string> closed)
    {
        List<Alert> rows = [.. alerts.Order(View)];
        var beyond = rows[Math.Min(capacity, rows.Count)..];
        rows.RemoveRange(rows.Count - beyond.Count, beyond.Count);
        Lines = AlertLines.Of(rows, View, closed);
        _places = View.Grouping == AlertGrouping.None
            ? null
            : Lines.Select((line, place) => (line.Key, place)).ToDictionary(pair => pair.Key, pair => pair.place);
        _displaced.Clear();
        return beyond;
    }

    /// <summary>Another state of the same alert, in its place.</summary>
    public void Replace(Alert shown, Alert alert)
    {
        var placed = PlacedAs(shown);
        var place = PlaceOf(placed);
        if (place >= 0)
            Lines[place] = AlertLine.Of(alert);

        if (View.Compare(placed, alert) == 0 && View.GroupOf(placed) == View.GroupOf(alert))
            _displaced.Remove(alert.Id);
        else
            _displaced[alert.Id] = placed;
    }

    /// <summary>Takes lines out and puts others in, and what is displaced where it belongs. False when all has to be arranged instead.</summary>
    public bool TryChange(IReadOnlyCollection<Alert> gone, IReadOnlyCollection<Alert> come)
    {
        if (_places is not null || gone.Count + come.Count + _displaced.Count > Few)
            return false;

        var moved = TakeOutDisplaced();
        foreach (var alert in gone)
        {
            if (!moved.Remove(alert.Id))
                Lines.RemoveAt(PlaceOf(alert));
        }

        foreach (var alert in come.Concat(moved.Values))
            Lines.Insert(~PlaceOf(alert), AlertLine.Of(alert));

        return true;
    }

    /// <summary>Takes out the last lines beyond the capacity of a flat list; answers them.</summary>
    public List<Alert> Cut(int capacity)
    {
        List<Alert> beyond = [.. Lines.Skip(capacity).Select(line => line.Alert!)];
        Lines.RemoveRange(Lines.Count - beyond.Count, beyond.Count);
        return beyond;
    }

    private Dictionary<string, Alert> TakeOutDisplaced()
    {
        Dictionary<string, Alert> moved = [];
        foreach ((var id, var placed) in _displaced)
        {
            var place = PlaceOf(placed);
            moved[id] = Lines[place].Alert!;
            Lines.RemoveAt(place);
        }

        _displaced.Clear();
        return moved;
    }

    private Alert PlacedAs(Alert shown) => _displaced.Count == 0 ? shown : _displaced.GetValueOrDefault(shown.Id, shown);

    // Negative when there is none: then the complement says where it belongs.
    private int PlaceOf(Alert placed)
    {
        if (_places is not null)
            return _places.GetValueOrDefault(placed.Id, -1);

        (var low, var high) = (0, Lines.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = View.Compare(PlacedAs(Lines[middle].Alert!), placed);
            if (order == 0)
                return middle;

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return ~low;
    }
}
