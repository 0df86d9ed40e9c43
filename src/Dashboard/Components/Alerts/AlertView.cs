using RefillRadar.Grains.Contracts;

namespace RefillRadar.Dashboard.Components.Alerts;

/// <summary>How a list of alerts is laid out: its order and its groups, as they stand in the address (<c>sort=-opened</c>, <c>group=team</c>).</summary>
public sealed record AlertView(AlertSort Sort, bool Descending, AlertGrouping Grouping) : IComparer<Alert>
{
    /// <summary>As it is without anything chosen.</summary>
    public static readonly AlertView NewestFirst = new(AlertSort.Opened, true, AlertGrouping.None);

    /// <summary>Out of stock first, the newest of them first.</summary>
    public static readonly AlertView WorstFirst = new(AlertSort.Severity, true, AlertGrouping.None);

    private static readonly AlertStatus[] StatusOrder =
        [AlertStatus.Firing, AlertStatus.Acknowledged, AlertStatus.Snoozed, AlertStatus.Pending, AlertStatus.Resolved];

    /// <summary>What is not known does not count: newest first, without groups.</summary>
    public static AlertView Of(string? sort, string? group)
    {
        var descending = sort?.StartsWith('-') == true;
        var grouping = Named(group, AlertGrouping.None);
        return Enum.TryParse(sort?.TrimStart('-'), ignoreCase: true, out AlertSort by) && Enum.IsDefined(by)
            ? new AlertView(by, descending, grouping)
            : NewestFirst with { Grouping = grouping };
    }

    /// <summary>What a click on a column asks for: the order most people want first, then its opposite. Null is the default.</summary>
    public string? Next(AlertSort sort)
    {
        var descending = Sort == sort ? !Descending : sort is AlertSort.Opened or AlertSort.Severity;
        return sort == AlertSort.Opened && descending ? null : (descending ? "-" : "") + sort.ToString().ToLowerInvariant();
    }

    /// <summary>For <c>aria-sort</c>.</summary>
    public string Direction(AlertSort sort) => Sort != sort ? "none" : Descending ? "descending" : "ascending";

    /// <summary>Equals are put newest first, and by id at last, so that the order never depends on how the rows came.</summary>
    public int Compare(Alert? x, Alert? y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        var order = By(x, y);
        if (order != 0)
            return Descending ? -order : order;

        order = y.OpenedAt.CompareTo(x.OpenedAt);
        return order != 0 ? order : string.CompareOrdinal(x.Id, y.Id);
    }

    /// <summary>The group an alert belongs to; null when it has no such property.</summary>
    public string? GroupOf(Alert alert)
    {
        return Grouping switch
        {
            AlertGrouping.Team => alert.Team,
            AlertGrouping.Category => alert.Category,
            AlertGrouping.Warehouse => alert.Warehouse,
            AlertGrouping.Severity => alert.Severity == AlertSeverity.Out ? "Out" : "Low",
            _ => null,
        };
    }

    private int By(Alert left, Alert right)
    {
        return Sort switch
        {
            AlertSort.Severity => left.Severity.CompareTo(right.Severity),
            AlertSort.Product => string.Compare(left.ProductName, right.ProductName, StringComparison.OrdinalIgnoreCase),
            AlertSort.Quantity => left.Quantity.CompareTo(right.Quantity),
            AlertSort.Team => string.Compare(left.Team, right.Team, StringComparison.OrdinalIgnoreCase),
            AlertSort.Status => Array.IndexOf(StatusOrder, left.Status).CompareTo(Array.IndexOf(StatusOrder, right.Status)),
            _ => left.OpenedAt.CompareTo(right.OpenedAt),
        };
    }

    private static T Named<T>(string? name, T otherwise) where T : struct, Enum =>
        Enum.TryParse(name, ignoreCase: true, out T value) && Enum.IsDefined(value) ? value : otherwise;
}
