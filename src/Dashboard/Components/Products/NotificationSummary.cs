using RefillRadar.Dashboard.Api;
using RefillRadar.Dashboard.Components.Common;
using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Stock.Partition;

namespace RefillRadar.Dashboard.Components.Products;

/// <summary>Whether a product's team is notified now, and if not, why not.</summary>
/// <param name="Icon">Name of an icon.</param>
/// <param name="Tone"><c>good</c>, <c>warn</c>, <c>out</c>, <c>ack</c>, <c>snooze</c> or nothing.</param>
/// <param name="Title">The state in a few words.</param>
/// <param name="Text">Why, and until what.</param>
/// <param name="At">The time at the end of the text; null for none.</param>
/// <param name="Note">Note of the person who acknowledged or snoozed the alert.</param>
public sealed record NotificationSummary(string Icon, string? Tone, string Title, string Text, DateTimeOffset? At = null, string? Note = null)
{
    /// <summary>Of a product and the row of its open alert, if there is one.</summary>
    public static NotificationSummary Of(ProductDetail detail, AlertRow? open)
    {
        if (open is not null && open.Alert.Status != AlertStatus.Resolved)
            return OfAlert(open, detail);

        if (detail.Rule is null)
            return detail.Row is { Enabled: false } row
                ? new NotificationSummary("unsnooze", "warn", "Disabled.", $"Line {row.Line} of the threshold file ({Selector.Of(row)}) has enabled = false, so no notification is sent.")
                : new NotificationSummary("unsnooze", "warn", "Untracked.", "No row of the threshold file matches this product, so it cannot alert.");

        return detail.Level.Quantity is null
            ? new NotificationSummary("clock", null, "No level yet.", "A row of the threshold file matches, but no record has reported a level.")
            : new NotificationSummary("check", "good", "Watched.", $"{detail.Rule.Team} will be notified at or below {Show.Number(detail.Rule.Threshold)}.");
    }

    private static NotificationSummary OfAlert(AlertRow row, ProductDetail detail)
    {
        var alert = row.Alert;
        return alert.Status switch
        {
            AlertStatus.Pending => new NotificationSummary(
                "clock", "warn", "Pending.", "Low, but not yet for as long as its hold. If it stays low, the alert fires", alert.OpenedAt + (detail.Rule?.Hold ?? TimeSpan.Zero)),
            AlertStatus.Acknowledged => new NotificationSummary(
                "check", "ack", $"Acknowledged{By(alert)}.", "No reminders until it resolves or runs out. Acknowledged", alert.AcknowledgedAt, NoteOf(row, "acknowledged")),
            AlertStatus.Snoozed when alert.SnoozedUntil is { Year: < 9999 } until => new NotificationSummary(
                "unsnooze", "snooze", $"Snoozed{By(alert)}.", "No notifications until", until, NoteOf(row, "snoozed")),
            AlertStatus.Snoozed => new NotificationSummary(
                "unsnooze", "snooze", $"Snoozed{By(alert)}.", "No notifications until it is restocked.", null, NoteOf(row, "snoozed")),
            _ => Firing(alert, detail),
        };
    }

    private static NotificationSummary Firing(Alert alert, ProductDetail detail)
    {
        var repeats = detail.Rule is { Repeat.Ticks: > 0 } rule ? $"Reminders go out every {Show.Span(rule.Repeat)}." : "No reminders.";
        return alert.LastNotifiedAt is { } last
            ? new NotificationSummary("bell", "out", $"{alert.Team} was notified.", $"{repeats} Last notification", last)
            : new NotificationSummary("bell", "out", $"{alert.Team} will be notified.", "The notification goes out with the team's next e-mail.");
    }

    private static string By(Alert alert) => alert.AcknowledgedBy is { } by && by != ActionReader.Anonymous ? $" by {by}" : "";

    private static string? NoteOf(AlertRow row, string step) =>
        row.History.IsDefault ? null : row.History.LastOrDefault(past => past.Event == step)?.Note;
}
