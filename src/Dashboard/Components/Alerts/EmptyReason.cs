namespace RefillRadar.Dashboard.Components.Alerts;

/// <summary>Why a list of alerts is empty.</summary>
internal enum EmptyReason
{
    /// <summary>No thresholds are in force, so that no product can alert.</summary>
    NoThresholds,

    /// <summary>No data has arrived yet.</summary>
    NoData,

    /// <summary>There may be alerts, but none that the filter lets through.</summary>
    NoMatch,

    /// <summary>None is known, but no data has arrived for too long.</summary>
    FeedStale,

    /// <summary>Some are known to be open, and are not listed yet.</summary>
    Unread,

    /// <summary>All is well.</summary>
    AllStocked,
}
