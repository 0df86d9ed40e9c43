using System.Globalization;

namespace RefillRadar.Tests.Cluster.Recovery;

/// <summary>What a radar has come to, as lines to compare: levels, episodes, alerts, what the teams were told.</summary>
internal static class WorldState
{
    public static async Task<string> ReadAsync(RadarWorld world, RadarLife life)
    {
        var partition = await life.PartitionAsync();
        var lines = new List<string>();
        foreach (var key in RadarWorld.Products)
        {
            var index = partition.Levels.Table.Find(key);
            if (index < 0)
                continue;
            ref var slot = ref partition.Levels.Table[index];
            lines.Add(FormattableString.Invariant(
                $"level {key}: {slot.QuantityOrNull} {slot.Status} {slot.Severity} open: {partition.Levels.OpenAlerts.ContainsKey(key)}"));
        }

        foreach (var (key, state) in world.States)
            lines.Add(FormattableString.Invariant($"product {key}: {state.Episodes} episodes, open: {state.Open?.Status} {state.Open?.Severity}, owes {state.Outbox.Length}"));
        foreach (var row in world.Rows)
        {
            var alert = row.Alert;
            // While it is open its level is the partition's: the row is as old as the last decision.
            // A person who got no answer acknowledges again, and may be ahead of the mail.
            var history = string.Join(' ', row.History.Select(step => step.Event).Distinct().Order(StringComparer.Ordinal));
            lines.Add(FormattableString.Invariant(
                $"alert {row.Key}: {alert.Status} {alert.Severity} {alert.ResolvedReason} at {(alert.ResolvedAt is null ? (decimal?)null : alert.Quantity)}, {alert.Notifications} notified: {history}"));
        }

        foreach (var notice in world.Sent.DistinctBy(notice => notice.Id))
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"notice {notice.Key}: {notice.Kind} {notice.Severity} at {notice.Quantity}"));
        return string.Join('\n', lines.Order(StringComparer.Ordinal));
    }
}
