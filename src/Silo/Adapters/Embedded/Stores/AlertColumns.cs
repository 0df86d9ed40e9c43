using System.Text.Json;
using Microsoft.Data.Sqlite;
using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Contracts;
using RefillRadar.Silo.Adapters.Embedded.Sqlite;

namespace RefillRadar.Silo.Adapters.Embedded.Stores;

/// <summary>An alert row to columns and back.</summary>
internal static class AlertColumns
{
    /// <summary>Columns that <see cref="Read"/> reads, in its order.</summary>
    public const string Selected = "body, stock_key, revision, due, ttl_expiration";

    /// <summary><c>ttl_expiration</c> of an open episode.</summary>
    public const long Never = 9_999_999_999;

    /// <summary>Inserts, or updates a row of a lower revision.</summary>
    public const string Upsert = """
        INSERT INTO stockout_alerts(alert_id, product_id, product_name, warehouse, quantity, threshold, alert_time, ttl_expiration,
            stock_key, revision, due, status, severity, team, category, opened_at, fired_at, resolved_at, body)
        VALUES($id, $product, $name, $warehouse, $quantity, $threshold, $time, $ttl,
            $key, $revision, $due, $status, $severity, $team, $category, $opened, $fired, $resolved, $body)
        ON CONFLICT(alert_id) DO UPDATE SET
            product_id = excluded.product_id, product_name = excluded.product_name, warehouse = excluded.warehouse,
            quantity = excluded.quantity, threshold = excluded.threshold, alert_time = excluded.alert_time,
            ttl_expiration = excluded.ttl_expiration, stock_key = excluded.stock_key, revision = excluded.revision,
            due = excluded.due, status = excluded.status, severity = excluded.severity, team = excluded.team,
            category = excluded.category, opened_at = excluded.opened_at, fired_at = excluded.fired_at,
            resolved_at = excluded.resolved_at, body = excluded.body
        WHERE excluded.revision > stockout_alerts.revision
        """;

    /// <summary>Parameters of <see cref="Upsert"/>.</summary>
    public static (string Name, object? Value)[] Parameters(AlertRow row)
    {
        var alert = row.Alert;
        var body = new AlertBody(alert, row.History.IsDefault ? [] : row.History);
        return
        [
            ("$id", alert.Id),
            ("$product", SqliteValue.OfProductId(alert.ProductId)),
            ("$name", alert.ProductName),
            ("$warehouse", alert.Warehouse),
            ("$quantity", SqliteValue.OfDecimal(alert.Quantity)),
            ("$threshold", SqliteValue.OfDecimal(alert.Threshold)),
            ("$time", alert.OpenedAt.UtcDateTime.ToString("O")),
            ("$ttl", row.ExpiresAt?.ToUnixTimeSeconds() ?? Never),
            ("$key", row.Key),
            ("$revision", row.Revision),
            ("$due", SqliteValue.OfTime(row.Due)),
            ("$status", Name(alert.Status)),
            ("$severity", Name(alert.Severity)),
            ("$team", alert.Team),
            ("$category", alert.Category),
            ("$opened", alert.OpenedAt.UtcTicks),
            ("$fired", SqliteValue.OfTime(alert.FiredAt)),
            ("$resolved", SqliteValue.OfTime(alert.ResolvedAt)),
            ("$body", JsonSerializer.Serialize(body, AlertBodyJson.Default.AlertBody)),
        ];
    }

    /// <summary>The row of <see cref="Selected"/>.</summary>
    public static AlertRow Read(SqliteDataReader reader)
    {
        var body = JsonSerializer.Deserialize(reader.GetString(0), AlertBodyJson.Default.AlertBody)
            ?? throw new InvalidDataException("radar.db holds an alert without a body.");
        var expires = reader.GetInt64(4);
        return new AlertRow(
            body.Alert,
            reader.GetString(1),
            reader.GetInt64(2),
            reader.GetTime(3),
            expires == Never ? null : DateTimeOffset.FromUnixTimeSeconds(expires),
            body.History);
    }

    /// <summary>A status as the column holds it.</summary>
    public static string Name(AlertStatus status) => status switch
    {
        AlertStatus.Pending => "pending",
        AlertStatus.Firing => "firing",
        AlertStatus.Acknowledged => "acknowledged",
        AlertStatus.Snoozed => "snoozed",
        AlertStatus.Resolved => "resolved",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    /// <summary>A severity as the column holds it.</summary>
    public static string Name(AlertSeverity severity) => severity switch
    {
        AlertSeverity.Low => "low",
        AlertSeverity.Out => "out",
        _ => throw new ArgumentOutOfRangeException(nameof(severity), severity, null),
    };
}
