using RefillRadar.Grains.Contracts;

namespace RefillRadar.Dashboard.Components.Alerts;

/// <summary>What the filters offer: every team, and every category and warehouse that an alert of this page has shown.</summary>
public sealed class AlertFacets
{
    private readonly HashSet<(string, string?, string?)> _known = [];
    private readonly SortedSet<string> _teams = new(StringComparer.OrdinalIgnoreCase);
    private readonly SortedSet<string> _categories = new(StringComparer.OrdinalIgnoreCase);
    private readonly SortedSet<string> _warehouses = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Teams, in order.</summary>
    public IEnumerable<string> Teams => _teams;

    /// <summary>Categories, in order.</summary>
    public IEnumerable<string> Categories => _categories;

    /// <summary>Warehouses, in order.</summary>
    public IEnumerable<string> Warehouses => _warehouses;

    /// <summary>Nothing is known yet.</summary>
    public bool IsEmpty => _known.Count == 0;

    /// <summary>Grows when there is more to choose from.</summary>
    public int Count => _known.Count + _teams.Count;

    /// <summary>Adds teams. True when there is more to choose from now.</summary>
    public bool Add(IEnumerable<string> teams)
    {
        var known = _teams.Count;
        _teams.UnionWith(teams);
        return _teams.Count > known;
    }

    /// <summary>Learns what these alerts have. True when there is more to choose from now.</summary>
    public bool Add(IEnumerable<Alert> alerts)
    {
        var known = _known.Count;
        foreach (var alert in alerts)
        {
            if (!_known.Add((alert.Team, alert.Category, alert.Warehouse)))
                continue;

            _teams.Add(alert.Team);
            if (alert.Category is { } category)
                _categories.Add(category);

            if (alert.Warehouse is { } warehouse)
                _warehouses.Add(warehouse);
        }

        return _known.Count > known;
    }
}
