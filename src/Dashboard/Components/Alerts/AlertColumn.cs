namespace RefillRadar.Dashboard.Components.Alerts;

/// <summary>A column of the alert table.</summary>
/// <param name="Style">Its CSS class.</param>
/// <param name="Label">Its head.</param>
/// <param name="Sort">What a click on it sorts by.</param>
internal sealed record AlertColumn(string Style, string Label, AlertSort Sort)
{
    public static IReadOnlyList<AlertColumn> All { get; } =
    [
        new("c-severity", "Severity", AlertSort.Severity),
        new("c-product", "Product", AlertSort.Product),
        new("c-level", "On hand / threshold", AlertSort.Quantity),
        new("c-status", "Status", AlertSort.Status),
        new("c-team", "Team", AlertSort.Team),
        new("c-opened", "Opened", AlertSort.Opened),
    ];
}
