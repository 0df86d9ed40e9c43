namespace RefillRadar.Dashboard.Components.Alerts;

/// <summary>What a list of alerts is sorted by.</summary>
public enum AlertSort
{
    /// <summary>When it opened.</summary>
    Opened,

    /// <summary>How bad it is.</summary>
    Severity,

    /// <summary>Name of the product.</summary>
    Product,

    /// <summary>What is on hand.</summary>
    Quantity,

    /// <summary>Who is told.</summary>
    Team,

    /// <summary>Where it stands: firing first when ascending.</summary>
    Status,
}
