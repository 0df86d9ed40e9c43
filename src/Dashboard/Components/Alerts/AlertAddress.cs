namespace RefillRadar.Dashboard.Components.Alerts;

/// <summary>The filters of the alert page as they stand in its address; null where there is none.</summary>
public sealed record AlertAddress(
    string? Status = null, string? Severity = null, string? Product = null, string? Category = null, string? Warehouse = null,
    string? Team = null, string? Text = null, string? Range = null, string? From = null, string? To = null)
{
    /// <summary>Something narrows the list, so that an empty one does not mean that all is well.</summary>
    public bool Filters => this != new AlertAddress();
}
