namespace RefillRadar.Grains.Notifications;

/// <summary>Why a mail is sent, or that none is.</summary>
public enum NotificationReason : byte
{
    /// <summary>Nothing to tell, or not yet.</summary>
    DoNotNotify,

    /// <summary>The first alerts after a time of quiet.</summary>
    FirstNotification,

    /// <summary>More alerts since the last mail.</summary>
    NewAlertsInGroup,

    /// <summary>An alert went from low to out.</summary>
    SeverityRaised,

    /// <summary>Every alert of the mail is over.</summary>
    AllAlertsResolved,

    /// <summary>Alerts still fire after the repeat interval.</summary>
    RepeatIntervalElapsed,
}
