using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Stock.CatchUp;
using RefillRadar.Silo.Adapters.Embedded.Sqlite;
using RefillRadar.Silo.Adapters.Journal;

namespace RefillRadar.Silo.Adapters.Embedded.Stores;

/// <summary>
/// The journal in radar.db, beside what it completes, so that a backup of the file holds both. Entries that come while rows are being
/// written share the next ones: 32 partitions, and many requests, cost one insert. A row: partition and length of each entry as 32-bit
/// little-endian numbers, then the entry.
/// </summary>
internal sealed class SqliteJournal(SqliteDatabase database, JournalDecoder decoder) : IJournal
{
    private const int PageRows = 16;
    private readonly Lock _lock = new();
    private readonly JournalMarks _marks = new(StockPartitions.Count);
    private JournalRows _open = new();
    private Task _writing = Task.CompletedTask;
    private long _deletedBefore;

    public Task AppendAsync(int partition, IReadOnlyList<JournalEntry> entries, CancellationToken cancellationToken)
    {
        var encoded = entries.Select(entry => (entry.TakenAt.UtcTicks, Bytes: JournalCodec.Encode(entry))).ToArray();
        Task written;
        lock (_lock)
        {
            if (_open.Count == 0)
                _writing = WriteAfterAsync(_writing);
            foreach (var (ticks, bytes) in encoded)
            {
                _marks.Appended(partition, ticks);
                _open.Add(partition, ticks, bytes);
            }

            written = _open.Written;
        }

        // The rows are written for others too: who gives up only stops waiting.
        return written.WaitAsync(cancellationToken);
    }

    public Task TruncateAsync(int partition, DateTimeOffset before, CancellationToken cancellationToken)
    {
        long safe;
        lock (_lock)
        {
            safe = _marks.Truncated(partition, before.UtcTicks);
            if (safe <= _deletedBefore)
                return Task.CompletedTask;
            _deletedBefore = safe;
        }

        return DeleteAsync(safe, cancellationToken);
    }

    public async IAsyncEnumerable<LoggedChanges> ReadAsync(DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var head = await database.ReadAsync(session => session.Scalar<long>("SELECT MAX(id) FROM journal"), cancellationToken);
        long last = 0;
        while (last < head)
        {
            var rows = await database.ReadAsync(
                session => session.Query(
                    "SELECT id, bytes FROM journal WHERE id > $last AND id <= $head AND at >= $since ORDER BY id LIMIT $limit",
                    reader => (Id: reader.GetInt64(0), Bytes: reader.GetFieldValue<byte[]>(1)),
                    ("$last", last), ("$head", head), ("$since", since.UtcTicks), ("$limit", PageRows)),
                cancellationToken);
            foreach (var entry in rows.SelectMany(row => EntriesOf(row.Id, row.Bytes)).Where(entry => entry.TakenAt >= since))
                yield return new LoggedChanges([.. entry.Changes], entry.TakenAt, entry.Batch);
            last = rows.Count == 0 ? head : rows[^1].Id;
        }
    }

    // One write at a time: what comes meanwhile goes into the next.
    private async Task WriteAfterAsync(Task before)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        JournalRows rows;
        lock (_lock)
            (rows, _open) = (_open, new JournalRows());
        try
        {
            await database.WriteAsync(session => rows.ToRows().Sum(bytes => session.Execute(
                "INSERT INTO journal(at, bytes) VALUES($at, $bytes)", ("$at", rows.LatestTicks), ("$bytes", bytes))));
            rows.Complete();
        }
        catch (Exception exception)
        {
            rows.Fail(exception);
        }
    }

    // A few rows at a time, so that no writer waits long.
    private async Task DeleteAsync(long before, CancellationToken cancellationToken)
    {
        while (await database.WriteAsync(
            session => session.Execute(
                "DELETE FROM journal WHERE id IN (SELECT id FROM journal WHERE at < $before ORDER BY id LIMIT 64)", ("$before", before)),
            cancellationToken) > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private IEnumerable<JournalEntry> EntriesOf(long id, byte[] row)
    {
        for (var left = row.AsMemory(); !left.IsEmpty;)
        {
            var length = left.Length < JournalRows.Head ? -1 : BinaryPrimitives.ReadInt32LittleEndian(left.Span[sizeof(int)..]);
            // Of a damaged head nobody knows where the next one is: what is left is one damaged entry.
            var entry = length < 0 || length > left.Length - JournalRows.Head ? left : left.Slice(JournalRows.Head, length);
            if (decoder.Decode(() => entry, $"{id}, {left.Length} bytes before the end") is { } read)
                yield return read;
            left = entry.Length == left.Length ? default : left[(JournalRows.Head + length)..];
        }
    }
}
