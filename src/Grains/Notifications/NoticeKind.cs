namespace RefillRadar.Grains.Notifications;

/// <summary>What a notice says.</summary>
public enum NoticeKind : byte
{
    /// <summary>The alert fires.</summary>
    Firing,

    /// <summary>It got worse: from low to out.</summary>
    SeverityRaised,

    /// <summary>It still fires.</summary>
    Repeat,

    /// <summary>It is over.</summary>
    Resolved,
}
