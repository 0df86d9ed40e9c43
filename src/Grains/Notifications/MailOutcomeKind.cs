namespace RefillRadar.Grains.Notifications;

/// <summary>How a delivery attempt ended.</summary>
public enum MailOutcomeKind
{
    /// <summary>The mail was accepted.</summary>
    Sent,

    /// <summary>The mail certainly was not accepted; a later attempt may succeed and makes no copy.</summary>
    Retry,

    /// <summary>The mail was refused, and another attempt cannot help.</summary>
    Rejected,

    /// <summary>The mail may have been accepted: its answer was lost or did not come in time. Another attempt may make a copy.</summary>
    Unknown,
}
