using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Grains.Stock.CatchUp;

/// <summary>What is open by the alert store: a snapshot can be older than that.</summary>
internal static class OpenAlerts
{
    private static readonly AlertQuery Query = new()
    {
        Statuses = [AlertStatus.Pending, AlertStatus.Firing, AlertStatus.Acknowledged, AlertStatus.Snoozed],
        Limit = AlertQuery.MaxLimit,
    };

    /// <summary>Stock keys with an open alert, by their partition.</summary>
    public static async Task<ILookup<int, string>> ByPartitionAsync(IAlertStore alerts, CancellationToken cancellationToken)
    {
        List<string> keys = [];
        string? cursor = null;
        do
        {
            var page = await alerts.ListAsync(Query with { Cursor = cursor }, cancellationToken);
            keys.AddRange(page.Items.Select(row => row.Key));
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        return keys.Distinct(StringComparer.Ordinal).ToLookup(StockPartitions.Of);
    }
}
