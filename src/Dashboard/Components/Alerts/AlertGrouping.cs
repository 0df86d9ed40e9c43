namespace RefillRadar.Dashboard.Components.Alerts;

/// <summary>What a list of alerts is grouped by.</summary>
public enum AlertGrouping
{
    /// <summary>One flat list.</summary>
    None,

    /// <summary>Who is told.</summary>
    Team,

    /// <summary>Category of the product.</summary>
    Category,

    /// <summary>Where it is stored.</summary>
    Warehouse,

    /// <summary>How bad it is, out first.</summary>
    Severity,
}
