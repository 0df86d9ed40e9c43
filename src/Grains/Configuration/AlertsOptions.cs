using System.ComponentModel.DataAnnotations;

namespace RefillRadar.Grains.Configuration;

/// <summary>Defaults for every product that its threshold row does not override; section <c>RefillRadar:Alerts</c>.</summary>
public sealed class AlertsOptions
{
    /// <summary>Seconds a level has to be low before its alert fires. Default 0.</summary>
    [Range(0, 30 * 86400)]
    public int HoldSeconds { get; set; }

    /// <summary>Seconds a level has to be recovered before its alert resolves. Default 0.</summary>
    [Range(0, 30 * 86400)]
    public int KeepFiringSeconds { get; set; }

    /// <summary>Minutes after which the notice of a firing alert is repeated; 0 means never. Default 240.</summary>
    [Range(0, 366 * 1440)]
    public int RepeatMinutes { get; set; } = 240;

    /// <summary>Days that an alert is kept after it resolved. Default 7.</summary>
    [Range(1, 3650)]
    public int RetentionDays { get; set; } = 7;

    /// <summary>Days over which demand is averaged, the τ of the moving average. Default 7.</summary>
    [Range(1, 365)]
    public int DemandDays { get; set; } = 7;
}
