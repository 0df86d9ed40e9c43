using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Notifications;

namespace RefillRadar.Dashboard.Components.Products;

/// <summary>Steps of an alert's history as people read them.</summary>
internal static class EventWords
{
    public static bool IsNotice(AlertEvent step) => step.Event is "notified" or "notificationRefused";

    /// <summary>What happened.</summary>
    public static string Of(AlertEvent step)
    {
        if (step.Event == "notified")
            return "Notification sent";

        if (step.Event == "notificationRefused")
            return "Notification failed";

        var words = string.Concat(step.Event.Select(letter => char.IsUpper(letter) ? " " + char.ToLowerInvariant(letter) : letter.ToString()));
        return words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
    }

    /// <summary>Why; for a notification the reason of its e-mail. Null when no reason is recorded.</summary>
    public static string? Why(AlertEvent step)
    {
        return step.Event == "notified" && Enum.TryParse(step.Reason, out NotificationReason reason)
            ? reason switch
            {
                NotificationReason.FirstNotification => "first alert of the team for a while",
                NotificationReason.NewAlertsInGroup => "new alerts in the group",
                NotificationReason.SeverityRaised => "out of stock",
                NotificationReason.AllAlertsResolved => "resolved",
                NotificationReason.RepeatIntervalElapsed => "reminder",
                _ => step.Reason,
            }
            : step.Reason;
    }
}
