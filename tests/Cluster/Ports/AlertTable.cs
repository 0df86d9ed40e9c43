using System.Collections.Concurrent;
using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Tests.Cluster.Ports;

/// <summary>What the alert stores of all silos share.</summary>
internal sealed class AlertTable
{
    public ConcurrentDictionary<string, AlertRow> Rows { get; } = new(StringComparer.Ordinal);

    /// <summary>Called before a row is written; what it throws, the store throws.</summary>
    public Action<AlertRow>? Putting { get; set; }

    /// <summary>Called after a row was written.</summary>
    public Action<AlertRow>? Written { get; set; }

    public IEnumerable<AlertRow> Of(string key) => Rows.Values.Where(row => row.Key == key).OrderBy(row => row.Alert.OpenedAt);
}
