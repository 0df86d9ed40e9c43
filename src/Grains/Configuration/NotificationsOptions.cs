using System.ComponentModel.DataAnnotations;

namespace RefillRadar.Grains.Configuration;

/// <summary>How notices are grouped into mails; section <c>RefillRadar:Notifications</c>.</summary>
public sealed class NotificationsOptions
{
    /// <summary>Seconds that the first notice of a group waits for others. Default 30.</summary>
    [Range(0, 3600)]
    public double GroupWaitSeconds { get; set; } = 30;

    /// <summary>Seconds between two mails to one team. Default 300.</summary>
    [Range(0, 86400)]
    public double GroupIntervalSeconds { get; set; } = 300;

    /// <summary>Mails a second over all teams. SNS delivers 10 a second to one e-mail subscription and deactivates it above that. Default 10.</summary>
    [Range(1, 100)]
    public int MaxPerSecond { get; set; } = 10;

    /// <summary>Team that is notified when a part of the installation fails. Default operators; null for none.</summary>
    public string? OperatorsTeam { get; set; } = "operators";

    /// <summary>Base address of the page, put before links in mails. Default http://localhost:8080.</summary>
    public string PublicUrl { get; set; } = "http://localhost:8080";

    /// <summary>How long the first notice of a group waits for others.</summary>
    public TimeSpan GroupWait => TimeSpan.FromSeconds(GroupWaitSeconds);

    /// <summary>Time between two mails to one team.</summary>
    public TimeSpan GroupInterval => TimeSpan.FromSeconds(GroupIntervalSeconds);

    /// <summary>How long a stock-out waits for others: a second, or less where the group waits less.</summary>
    public TimeSpan UrgentWait => TimeSpan.FromSeconds(Math.Min(1, GroupWaitSeconds));

    /// <summary>Time between a mail and an urgent one to the same team: ten seconds, or less where the group interval is shorter.</summary>
    public TimeSpan UrgentInterval => TimeSpan.FromSeconds(Math.Min(10, GroupIntervalSeconds));
}
