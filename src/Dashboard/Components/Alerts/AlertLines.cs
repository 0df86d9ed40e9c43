using RefillRadar.Grains.Contracts;

namespace RefillRadar.Dashboard.Components.Alerts;

/// <summary>Lays sorted alerts out as lines: flat, or under the heads of their groups.</summary>
internal static class AlertLines
{
    public static List<AlertLine> Of(IReadOnlyList<Alert> sorted, AlertView view, IReadOnlySet<string> closed)
    {
        if (view.Grouping == AlertGrouping.None)
            return [.. sorted.Select(AlertLine.Of)];

        List<AlertLine> lines = [];
        foreach (var group in sorted.GroupBy(view.GroupOf).Order(Order(view)))
        {
            var isClosed = closed.Contains(HeadKey(group.Key));
            lines.Add(Head(group.Key, [.. group], isClosed));
            if (!isClosed)
                lines.AddRange(group.Select(AlertLine.Of));
        }

        return lines;
    }

    /// <summary>Key of a group's line, which no alert can have.</summary>
    public static string HeadKey(string? name) => name is null ? "group" : "group " + name;

    private static AlertLine Head(string? name, List<Alert> alerts, bool closed)
    {
        var outOfStock = alerts.Count(alert => alert is { Severity: AlertSeverity.Out, Status: not AlertStatus.Resolved });
        return new AlertLine(HeadKey(name), null, new AlertGroup(name, alerts.Count, outOfStock, closed));
    }

    // By name, what has none last; severities worst first.
    private static Comparer<IGrouping<string?, Alert>> Order(AlertView view)
    {
        return Comparer<IGrouping<string?, Alert>>.Create((left, right) =>
        {
            if (left.Key is null || right.Key is null)
                return (left.Key is null).CompareTo(right.Key is null);

            var order = string.Compare(left.Key, right.Key, StringComparison.OrdinalIgnoreCase);
            return view.Grouping == AlertGrouping.Severity ? -order : order;
        });
    }
}
