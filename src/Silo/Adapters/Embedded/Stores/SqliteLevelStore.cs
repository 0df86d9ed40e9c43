using System.Collections.Immutable;
using RefillRadar.Grains.Stock.Levels;
using RefillRadar.Silo.Adapters.Embedded.Sqlite;

namespace RefillRadar.Silo.Adapters.Embedded.Stores;

/// <summary>Snapshots of the partitions' levels in radar.db.</summary>
internal sealed class SqliteLevelStore(SqliteDatabase database) : ILevelStore
{
    public async Task SaveAsync(int partition, IReadOnlyList<LevelChunk> chunks, CancellationToken cancellationToken)
    {
        if (chunks.Count == 0)
            return;
        await database.WriteAsync(
            session =>
            {
                foreach (var chunk in chunks)
                {
                    session.Execute(
                        "INSERT OR REPLACE INTO level_chunks(partition, number, bytes) VALUES($partition, $number, $bytes)",
                        ("$partition", partition), ("$number", chunk.Number), ("$bytes", chunk.Bytes));
                }

                return chunks.Count;
            },
            cancellationToken);
    }

    public Task<ImmutableArray<LevelChunk>> LoadAsync(int partition, CancellationToken cancellationToken) =>
        database.ReadAsync(
            session => session.Query(
                "SELECT number, bytes FROM level_chunks WHERE partition = $partition ORDER BY number",
                reader => new LevelChunk(reader.GetInt32(0), reader.GetFieldValue<byte[]>(1)),
                ("$partition", partition)).ToImmutableArray(),
            cancellationToken);
}
