using System.Collections.Immutable;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Stock.Levels;
using RefillRadar.Silo.Adapters.Embedded.Sqlite;

namespace RefillRadar.Silo.Adapters.Embedded.Stores;

/// <summary>Levels over time in radar.db.</summary>
internal sealed class SqliteLevelHistory(SqliteDatabase database, TimeProvider time) : ILevelHistory, IExpiring
{
    private static readonly TimeSpan Retention = TimeSpan.FromDays(30);

    private long Oldest => (time.GetUtcNow() - Retention).UtcTicks;

    public async Task AppendAsync(int partition, IReadOnlyList<LevelSample> samples, CancellationToken cancellationToken)
    {
        if (samples.Count == 0)
            return;
        await database.WriteAsync(
            session =>
            {
                foreach (var sample in samples)
                {
                    session.Execute(
                        """
                        INSERT INTO level_history(partition, stock_key, at, quantity) VALUES($partition, $key, $at, $quantity)
                        ON CONFLICT DO NOTHING
                        """,
                        ("$partition", partition), ("$key", sample.Key), ("$at", sample.At.UtcTicks),
                        ("$quantity", SqliteValue.OfDecimal(sample.Quantity)));
                }

                return samples.Count;
            },
            cancellationToken);
    }

    public Task<ImmutableArray<LevelSample>> ReadAsync(
        int partition, string key, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var oldest = Math.Max(from.UtcTicks, Oldest);
        return database.ReadAsync(
            session => session.Query(
                """
                SELECT at, quantity FROM level_history
                WHERE stock_key = $key AND at >= $from AND at < $to AND partition = $partition ORDER BY at
                """,
                reader => new LevelSample(key, reader.GetTime(0)!.Value, reader.GetExactDecimal(1)),
                ("$key", key), ("$from", oldest), ("$to", to.UtcTicks), ("$partition", partition)).ToImmutableArray(),
            cancellationToken);
    }

    // Rows are appended in order of time, near enough: the oldest lie at the front, and an index by time is saved.
    public Task<int> PurgeAsync(int limit, CancellationToken cancellationToken)
    {
        var oldest = Oldest;
        return database.WriteAsync(
            session => session.Execute(
                "DELETE FROM level_history WHERE id < (SELECT MIN(id) FROM level_history) + $limit AND at < $oldest",
                ("$limit", limit), ("$oldest", oldest)),
            cancellationToken);
    }
}
