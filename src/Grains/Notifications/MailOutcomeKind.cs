namespace RefillRadar.Grains.Notifications;

/// <summary>What became of a try to send.</summary>
public enum MailOutcomeKind
{
    /// <summary>It is on its way.</summary>
    Sent,

    /// <summary>Not now: try again later.</summary>
    Retry,

    /// <summary>Never: trying again cannot help.</summary>
    Rejected,
}
