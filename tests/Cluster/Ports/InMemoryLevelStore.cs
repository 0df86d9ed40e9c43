using System.Collections.Immutable;
using RefillRadar.Grains.Stock.Levels;

namespace RefillRadar.Tests.Cluster.Ports;

internal sealed class InMemoryLevelStore(LevelTables tables, SiloLife life) : ILevelStore
{
    public async Task SaveAsync(int partition, IReadOnlyList<LevelChunk> chunks, CancellationToken cancellationToken)
    {
        await life.ReachAsync(cancellationToken);
        tables.Saving?.Invoke(partition, chunks);
        foreach (var chunk in chunks)
            tables.Chunks[(partition, chunk.Number)] = [.. chunk.Bytes];
    }

    public async Task<ImmutableArray<LevelChunk>> LoadAsync(int partition, CancellationToken cancellationToken)
    {
        await life.ReachAsync(cancellationToken);
        return [.. tables.Chunks.Where(chunk => chunk.Key.Partition == partition).OrderBy(chunk => chunk.Key.Number)
            .Select(chunk => new LevelChunk(chunk.Key.Number, [.. chunk.Value]))];
    }
}
