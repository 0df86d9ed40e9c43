using System.Collections.Concurrent;
using RefillRadar.Grains.Stock.Levels;

namespace RefillRadar.Tests.Cluster.Ports;

/// <summary>What the level stores and histories of all silos share.</summary>
internal sealed class LevelTables
{
    public ConcurrentDictionary<(int Partition, int Number), byte[]> Chunks { get; } = [];

    public ConcurrentDictionary<(int Partition, string Key, DateTimeOffset At), decimal> Samples { get; } = [];

    /// <summary>Called before a snapshot is written; what it throws, the store throws.</summary>
    public Action<int, IReadOnlyList<LevelChunk>>? Saving { get; set; }
}
