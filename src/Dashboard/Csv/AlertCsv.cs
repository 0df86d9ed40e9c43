using System.Text.Json;
using CsvHelper;
using RefillRadar.Dashboard.Json;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Dashboard.Csv;

/// <summary>Alerts as rows of a CSV: text is made safe by <see cref="SafeCell"/>, numbers and times stay what they are.</summary>
internal static class AlertCsv
{
    public const int MaxRows = 100_000;

    // A byte order mark, so that spreadsheets read it as UTF-8. What could be a formula is SafeCell's: CsvHelper knows the ASCII ones only.
    private static readonly CsvWriterOptions Options = new() { WriteByteOrderMark = true };

    private static readonly string[] Columns =
    [
        "id", "product_id", "product_name", "warehouse", "team", "category", "severity", "status", "quantity", "threshold",
        "recovery_threshold", "opened_at", "fired_at", "acknowledged_at", "acknowledged_by", "snoozed_until", "resolved_at",
        "resolved_reason", "last_notified_at", "notifications",
    ];

    public static CsvWriter Writer(Stream stream) => CsvWriter.Create(stream, Options, leaveOpen: true);

    public static Task WriteHeaderAsync(CsvWriter csv, CancellationToken cancellationToken) =>
        csv.WriteRecordAsync(Columns, cancellationToken).AsTask();

    public static async Task WriteRowAsync(CsvWriter csv, Alert alert, CancellationToken cancellationToken)
    {
        Text(csv, alert.Id);
        Text(csv, alert.ProductId);
        Text(csv, alert.ProductName);
        Text(csv, alert.Warehouse);
        Text(csv, alert.Team);
        Text(csv, alert.Category);
        Name(csv, alert.Severity);
        Name(csv, alert.Status);
        csv.WriteField(alert.Quantity);
        csv.WriteField(alert.Threshold);
        csv.WriteField(alert.RecoveryThreshold);
        Time(csv, alert.OpenedAt);
        Time(csv, alert.FiredAt);
        Time(csv, alert.AcknowledgedAt);
        Text(csv, alert.AcknowledgedBy);
        Time(csv, alert.SnoozedUntil);
        Time(csv, alert.ResolvedAt);
        Name(csv, alert.ResolvedReason);
        Time(csv, alert.LastNotifiedAt);
        csv.WriteField(alert.Notifications);
        await csv.EndRecordAsync(cancellationToken);
    }

    private static void Text(CsvWriter csv, string? text) => csv.WriteField(SafeCell.Text(text));

    private static void Time(CsvWriter csv, DateTimeOffset? time) =>
        csv.WriteField(time is null ? null : IsoTime.Text(time.Value));

    private static void Name<T>(CsvWriter csv, T value) =>
        csv.WriteField(value?.ToString() is { } name ? JsonNamingPolicy.CamelCase.ConvertName(name) : null);
}
