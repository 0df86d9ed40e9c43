using System.Globalization;
using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Silo.Adapters.Aws.Stores;

/// <summary>An alert row to an item and back. The first eight attributes are read by other tools: names and types are fixed.</summary>
internal static class AlertItem
{
    /// <summary><c>ttl_expiration</c> of an open episode.</summary>
    public const long Never = 9_999_999_999;

    /// <summary>The item of a row.</summary>
    public static Dictionary<string, AttributeValue> Of(AlertRow row)
    {
        var alert = row.Alert;
        var item = new Dictionary<string, AttributeValue>(StringComparer.Ordinal)
        {
            ["alert_id"] = Attributes.Text(alert.Id),
            ["product_id"] = ProductId(alert.ProductId),
            ["product_name"] = Attributes.Text(alert.ProductName),
            ["quantity"] = Attributes.Number(alert.Quantity),
            ["threshold"] = Attributes.Number(alert.Threshold),
            ["alert_time"] = Attributes.Time(alert.OpenedAt),
            [StoreTables.Expiry] = Attributes.Number(row.ExpiresAt?.ToUnixTimeSeconds() ?? Never),
            ["stock_key"] = Attributes.Text(row.Key),
            ["revision"] = Attributes.Number(row.Revision),
            ["status"] = Attributes.Text(Name(alert.Status)),
            ["severity"] = Attributes.Text(Name(alert.Severity)),
            ["team"] = Attributes.Text(alert.Team),
            ["recovery_threshold"] = Attributes.Number(alert.RecoveryThreshold),
            ["notifications"] = Attributes.Number(alert.Notifications),
            ["history"] = Attributes.Text(AlertHistoryJson.Write(row.History.IsDefault ? [] : row.History)),
        };
        item.AddText("warehouse", alert.Warehouse);
        item.AddText("category", alert.Category);
        item.AddTime("acknowledged_at", alert.AcknowledgedAt);
        item.AddText("acknowledged_by", alert.AcknowledgedBy);
        item.AddTime("snoozed_until", alert.SnoozedUntil);
        item.AddText("resolved_reason", alert.ResolvedReason is { } reason ? Name(reason) : null);
        item.AddTime("last_notified_at", alert.LastNotifiedAt);
        AddIndexKeys(item, row);
        return item;
    }

    /// <summary>The row of an item.</summary>
    public static AlertRow Read(Dictionary<string, AttributeValue> item)
    {
        var alert = new Alert
        {
            Id = item.GetText("alert_id"),
            ProductId = item.FindText("product_id") ?? item["product_id"].N,
            ProductName = item.GetText("product_name"),
            Warehouse = item.FindText("warehouse"),
            Team = item.GetText("team"),
            Category = item.FindText("category"),
            Severity = Enum.Parse<AlertSeverity>(item.GetText("severity"), ignoreCase: true),
            Status = Enum.Parse<AlertStatus>(item.GetText("status"), ignoreCase: true),
            Quantity = item.GetDecimal("quantity"),
            Threshold = item.GetDecimal("threshold"),
            RecoveryThreshold = item.GetDecimal("recovery_threshold"),
            OpenedAt = item.GetTime("alert_time"),
            FiredAt = item.FindTime("fired_at"),
            AcknowledgedAt = item.FindTime("acknowledged_at"),
            AcknowledgedBy = item.FindText("acknowledged_by"),
            SnoozedUntil = item.FindTime("snoozed_until"),
            ResolvedAt = item.FindTime("resolved_at"),
            ResolvedReason = item.FindText("resolved_reason") is { } reason ? Enum.Parse<ResolvedReason>(reason, ignoreCase: true) : null,
            LastNotifiedAt = item.FindTime("last_notified_at"),
            Notifications = (int)item.GetInteger("notifications"),
        };
        var expires = item.GetInteger(StoreTables.Expiry);
        return new AlertRow(
            alert, item.GetText("stock_key"), item.GetInteger("revision"), item.FindTime("due"),
            expires == Never ? null : DateTimeOffset.FromUnixTimeSeconds(expires), AlertHistoryJson.Read(item.GetText("history")));
    }

    /// <summary>The list a status belongs to; moving from one to another is a delete and a write in the index, so there are few.</summary>
    public static string ListOf(AlertStatus status) => status switch
    {
        AlertStatus.Pending => "pending",
        AlertStatus.Resolved => "resolved",
        _ => "open",
    };

    /// <summary>The partition of the index by product.</summary>
    public static string ProductPartition(string productId) => $"={productId}";

    /// <summary>An enumeration's value as attributes hold it.</summary>
    public static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    // A key that is not there keeps the row out of that index: only rows that are due, fired or ended are in theirs.
    private static void AddIndexKeys(Dictionary<string, AttributeValue> item, AlertRow row)
    {
        var alert = row.Alert;
        var shard = IndexQuery.ShardOf(alert.Id);
        item.Add("shard", Attributes.Text(shard));
        item.Add("list_shard", Attributes.Text($"{ListOf(alert.Status)}#{shard}"));
        item.Add("list_product", Attributes.Text(ProductPartition(alert.ProductId)));
        item.Add("list_order", Attributes.Text(ListOrder.Of(alert.OpenedAt, alert.Id)));
        item.AddTime("due", row.Due);
        item.AddTime("fired_at", alert.FiredAt);
        item.AddTime("resolved_at", alert.ResolvedAt);
    }

    // A number only where the id is written the one way an integer of 64 bits is: 007 and ids of 40 digits would not come back.
    private static AttributeValue ProductId(string id) =>
        long.TryParse(id, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && string.Equals(number.ToString(CultureInfo.InvariantCulture), id, StringComparison.Ordinal)
            ? Attributes.Number(number)
            : Attributes.Text(id);
}
