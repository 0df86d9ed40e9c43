using System.Collections.Immutable;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Stock.Levels;

namespace RefillRadar.Tests.Cluster.Ports;

internal sealed class InMemoryLevelHistory(LevelTables tables, TimeProvider time, SiloLife life) : ILevelHistory
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public async Task AppendAsync(int partition, IReadOnlyList<LevelSample> samples, CancellationToken cancellationToken)
    {
        await life.ReachAsync(cancellationToken);
        foreach (var sample in samples)
            tables.Samples[(partition, sample.Key, sample.At)] = sample.Quantity;
    }

    public async Task<ImmutableArray<LevelSample>> ReadAsync(
        int partition, string key, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        await life.ReachAsync(cancellationToken);
        var oldest = time.GetUtcNow() - Kept;
        return [.. tables.Samples
            .Where(sample => sample.Key.Partition == partition && sample.Key.Key == key)
            .Select(sample => new LevelSample(key, sample.Key.At, sample.Value))
            .Where(sample => sample.At >= from && sample.At < to && sample.At > oldest)
            .OrderBy(sample => sample.At)];
    }
}
