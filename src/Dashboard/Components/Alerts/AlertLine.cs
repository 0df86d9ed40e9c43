using RefillRadar.Grains.Contracts;

namespace RefillRadar.Dashboard.Components.Alerts;

/// <summary>One line of the alert table: an alert, or the head of a group.</summary>
/// <param name="Key">Unique in its table.</param>
/// <param name="Alert">The alert; null for a head.</param>
/// <param name="Group">The head; null for an alert.</param>
public readonly record struct AlertLine(string Key, Alert? Alert, AlertGroup? Group)
{
    /// <summary>The line of an alert.</summary>
    public static AlertLine Of(Alert alert) => new AlertLine(alert.Id, alert, null);
}
