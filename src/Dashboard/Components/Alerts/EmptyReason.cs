namespace RefillRadar.Dashboard.Components.Alerts;

/// <summary>Why a list of alerts is empty.</summary>
internal enum EmptyReason
{
    /// <summary>Nothing has ever been heard of.</summary>
    NoData,

    /// <summary>There may be alerts, but none that the filter lets through.</summary>
    NoMatch,

    /// <summary>None is known, but nothing has been heard for a while.</summary>
    FeedStale,

    /// <summary>Some are known to be open, and are not listed yet.</summary>
    Unread,

    /// <summary>All is well.</summary>
    AllStocked,
}
