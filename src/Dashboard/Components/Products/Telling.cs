using RefillRadar.Dashboard.Components.Common;
using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Stock.Partition;

namespace RefillRadar.Dashboard.Components.Products;

/// <summary>Whether the team is told of a product now, and if not, why it is quiet.</summary>
/// <param name="Icon">Name of an icon.</param>
/// <param name="Tone"><c>good</c>, <c>warn</c>, <c>out</c>, <c>ack</c>, <c>snooze</c> or nothing.</param>
/// <param name="Title">What is the case.</param>
/// <param name="Text">Why, and until what.</param>
/// <param name="At">A time that belongs behind the text; null when none does.</param>
/// <param name="Note">What the person wrote who muted it.</param>
public sealed record Telling(string Icon, string? Tone, string Title, string Text, DateTimeOffset? At = null, string? Note = null)
{
    /// <summary>Of a product and the row of its open alert, if there is one.</summary>
    public static Telling Of(ProductDetail detail, AlertRow? open)
    {
        if (open is not null && open.Alert.Status != AlertStatus.Resolved)
            return OfAlert(open, detail);

        if (detail.Rule is null)
            return detail.Row is { Enabled: false } row
                ? new Telling("unsnooze", "warn", "Quiet: disabled.", $"Line {row.Line} of the threshold file ({Selector.Of(row)}) has enabled = false.")
                : new Telling("unsnooze", "warn", "Quiet: untracked.", "No row of the threshold file applies to this product.");

        return detail.Level.Quantity is null
            ? new Telling("clock", null, "Quiet: no level.", "A row of the threshold file applies, but no level is known.")
            : new Telling("check", "good", "Watched.", $"The team {detail.Rule.Team} is told at {Show.Number(detail.Rule.Threshold)} or under.");
    }

    private static Telling OfAlert(AlertRow row, ProductDetail detail)
    {
        var alert = row.Alert;
        return alert.Status switch
        {
            AlertStatus.Pending => new Telling(
                "clock", "warn", "Quiet: pending.", "Low, but within its hold. If it stays low the alert fires", alert.OpenedAt + (detail.Rule?.Hold ?? TimeSpan.Zero)),
            AlertStatus.Acknowledged => new Telling(
                "check", "ack", $"Muted: acknowledged by {alert.AcknowledgedBy ?? "somebody"}.", "No repeats until it resolves or gets worse. Taken", alert.AcknowledgedAt, NoteOf(row, "acknowledged")),
            AlertStatus.Snoozed when alert.SnoozedUntil is { Year: < 9999 } until => new Telling(
                "unsnooze", "snooze", $"Muted: snoozed by {alert.AcknowledgedBy ?? "somebody"}.", "No notices; it wakes by itself", until, NoteOf(row, "snoozed")),
            AlertStatus.Snoozed => new Telling(
                "unsnooze", "snooze", $"Muted: snoozed by {alert.AcknowledgedBy ?? "somebody"}.", "No notices until it is restocked.", null, NoteOf(row, "snoozed")),
            _ => Firing(alert, detail),
        };
    }

    private static Telling Firing(Alert alert, ProductDetail detail)
    {
        var repeats = detail.Rule is { Repeat.Ticks: > 0 } rule ? $"It is repeated every {Show.Span(rule.Repeat)}." : "It is not repeated.";
        return alert.LastNotifiedAt is { } last
            ? new Telling("bell", "out", $"Told: {alert.Team}.", $"{repeats} Last notice", last)
            : new Telling("bell", "out", $"Told soon: {alert.Team}.", "No notice was sent yet; it goes with the team's next mail.");
    }

    private static string? NoteOf(AlertRow row, string step) =>
        row.History.IsDefault ? null : row.History.LastOrDefault(past => past.Event == step)?.Note;
}
