using System.Collections.Concurrent;
using RefillRadar.Grains.Quarantine;

namespace RefillRadar.Tests.Cluster.Ports;

/// <summary>What the quarantines of all silos share.</summary>
internal sealed class QuarantineTable
{
    public ConcurrentDictionary<string, QuarantinedRecord> Records { get; } = new(StringComparer.Ordinal);
}
