using Microsoft.Data.Sqlite;
using RefillRadar.Grains.Quarantine;
using RefillRadar.Silo.Adapters.Embedded.Sqlite;

namespace RefillRadar.Silo.Adapters.Embedded.Stores;

/// <summary>The quarantine in radar.db.</summary>
internal sealed class SqliteQuarantine(SqliteDatabase database, TimeProvider time) : IQuarantine, IExpiring
{
    private const string Selected = "id, at, source, position, format, reason, bytes";
    private const int MaxLimit = 1000;

    private static readonly TimeSpan Retention = TimeSpan.FromDays(14);

    private long Oldest => (time.GetUtcNow() - Retention).UtcTicks;

    public async Task AddAsync(IReadOnlyList<QuarantinedRecord> records, CancellationToken cancellationToken)
    {
        if (records.Count == 0)
            return;
        await database.WriteAsync(
            session =>
            {
                foreach (var record in records)
                {
                    session.Execute(
                        $"""
                        INSERT INTO quarantine({Selected}) VALUES($id, $at, $source, $position, $format, $reason, $bytes)
                        ON CONFLICT(id) DO NOTHING
                        """,
                        ("$id", record.Id), ("$at", record.At.UtcTicks), ("$source", record.Source), ("$position", record.Position),
                        ("$format", record.Format), ("$reason", record.Reason), ("$bytes", record.Bytes.ToArray()));
                }

                return records.Count;
            },
            cancellationToken);
    }

    public async Task<QuarantinePage> ListAsync(int limit, string? cursor, CancellationToken cancellationToken)
    {
        var after = KeysetCursor.Parse(cursor);
        var oldest = Oldest;
        limit = Math.Clamp(limit, 1, MaxLimit);
        var rows = await database.ReadAsync(
            session => session.Query(
                $"""
                SELECT {Selected} FROM quarantine
                WHERE at BETWEEN $oldest AND $at AND (at < $at OR id > $id) ORDER BY at DESC, id LIMIT $limit
                """,
                Read, ("$oldest", oldest), ("$at", after.Ticks), ("$id", after.Id), ("$limit", limit + 1)),
            cancellationToken);
        if (rows.Count <= limit)
            return new QuarantinePage([.. rows], null);
        var last = rows[limit - 1];
        return new QuarantinePage([.. rows.Take(limit)], new KeysetCursor(last.At.UtcTicks, last.Id).ToString());
    }

    public Task<QuarantinedRecord?> GetAsync(string id, CancellationToken cancellationToken)
    {
        var oldest = Oldest;
        return database.ReadAsync(
            session => session.Query(
                $"SELECT {Selected} FROM quarantine WHERE id = $id AND at >= $oldest",
                Read, ("$id", id), ("$oldest", oldest)).FirstOrDefault(),
            cancellationToken);
    }

    public Task RemoveAsync(string id, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.Execute("DELETE FROM quarantine WHERE id = $id", ("$id", id)), cancellationToken);

    public Task<int> CountAsync(CancellationToken cancellationToken)
    {
        var oldest = Oldest;
        return database.ReadAsync(
            session => (int)session.Scalar<long>("SELECT COUNT(*) FROM quarantine WHERE at >= $oldest", ("$oldest", oldest)),
            cancellationToken);
    }

    public Task<int> PurgeAsync(int limit, CancellationToken cancellationToken)
    {
        var oldest = Oldest;
        return database.WriteAsync(
            session => session.Execute(
                "DELETE FROM quarantine WHERE id IN (SELECT id FROM quarantine WHERE at < $oldest ORDER BY at LIMIT $limit)",
                ("$oldest", oldest), ("$limit", limit)),
            cancellationToken);
    }

    private static QuarantinedRecord Read(SqliteDataReader reader) => new(
        reader.GetString(0), reader.GetTime(1)!.Value, reader.GetString(2), reader.GetText(3),
        reader.GetString(4), reader.GetString(5), reader.GetFieldValue<byte[]>(6));
}
