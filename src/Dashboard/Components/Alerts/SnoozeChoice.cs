namespace RefillRadar.Dashboard.Components.Alerts;

/// <summary>How long a snooze lasts, as people choose it.</summary>
public enum SnoozeChoice
{
    /// <summary>One hour.</summary>
    Hour,

    /// <summary>Until tomorrow at eight, by the clock of the browser.</summary>
    Tomorrow,

    /// <summary>Until the product is restocked.</summary>
    Restock,

    /// <summary>Until a time of one's own.</summary>
    Custom,
}
