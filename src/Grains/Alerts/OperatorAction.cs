using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Notifications;

namespace RefillRadar.Grains.Alerts;

/// <summary>What acknowledging, snoozing and undoing either do to an episode, as a pure function.</summary>
internal static class OperatorAction
{
    /// <summary>The state after the action. The sentence says why it was refused; null when it was done.</summary>
    public static (ProductState State, string? Refused) Apply(
        ProductState state, string key, string alertId, AlertAction action, DateTimeOffset now)
    {
        if (state.Open is not { } open || open.Id != alertId)
            return (state, "The alert is resolved.");
        if (open.Status == AlertStatus.Pending)
            return (state, "The alert is pending: no notification was sent yet.");
        var quantity = state.Level.Quantity ?? 0;
        AlertEvent Step(string what, string? reason = null) => new(now, what, quantity, reason, action.By, action.Note);
        switch (action.Kind)
        {
            case AlertActionKind.Acknowledge:
                open = open with
                {
                    Status = AlertStatus.Acknowledged,
                    AcknowledgedAt = now,
                    AcknowledgedBy = action.By,
                    SnoozedUntil = null,
                };
                return (Outbox.Withdraw(state with { Open = open.With(Step("acknowledged")) }, open.Id, NoticeKind.Repeat), null);
            case AlertActionKind.Snooze:
                open = open with
                {
                    Status = AlertStatus.Snoozed,
                    SnoozedUntil = action.Until ?? Episode.UntilRestock,
                    AcknowledgedBy = action.By,
                    // What is withdrawn untold has to be told when it wakes.
                    OutNotified = open.OutNotified && !state.Outbox.Any(notice => notice.AlertId == open.Id && notice.IsUrgent),
                };
                var reason = action.Until is { } until ? $"until {until.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC" : "until restocked";
                return (Outbox.Withdraw(state with { Open = open.With(Step("snoozed", reason)) }, open.Id), null);
            case AlertActionKind.Unsnooze when open.Status == AlertStatus.Snoozed:
                return (EpisodeSteps.Wake(state, key, now, Step("unsnoozed"), repeat: false), null);
            case AlertActionKind.Unacknowledge when open.Status == AlertStatus.Acknowledged:
                open = open with { Status = AlertStatus.Firing, AcknowledgedAt = null, AcknowledgedBy = null };
                return (state with { Open = open.With(Step("unacknowledged")) }, null);
            default:
                return (state, null);
        }
    }
}
