using System.Collections.Immutable;
using RefillRadar.Grains.Quarantine;
using RefillRadar.Silo.Adapters.Embedded.Stores;

namespace RefillRadar.Tests.Cluster.Ports;

internal sealed class InMemoryQuarantine(QuarantineTable table, TimeProvider time, SiloLife life) : IQuarantine
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(14);

    private IEnumerable<QuarantinedRecord> Live
    {
        get
        {
            var oldest = time.GetUtcNow() - Kept;
            return table.Records.Values.Where(record => record.At >= oldest);
        }
    }

    public async Task AddAsync(IReadOnlyList<QuarantinedRecord> records, CancellationToken cancellationToken)
    {
        await life.ReachAsync(cancellationToken);
        foreach (var record in records)
            table.Records.TryAdd(record.Id, record);
    }

    public async Task<QuarantinePage> ListAsync(int limit, string? cursor, CancellationToken cancellationToken)
    {
        await life.ReachAsync(cancellationToken);
        var after = KeysetCursor.Parse(cursor);
        var records = Live
            .Where(record => record.At.UtcTicks < after.Ticks
                || (record.At.UtcTicks == after.Ticks && string.CompareOrdinal(record.Id, after.Id) > 0))
            .OrderByDescending(record => record.At).ThenBy(record => record.Id, StringComparer.Ordinal)
            .Take(limit + 1).ToImmutableArray();
        return records.Length <= limit
            ? new QuarantinePage(records, null)
            : new QuarantinePage(records[..limit], new KeysetCursor(records[limit - 1].At.UtcTicks, records[limit - 1].Id).ToString());
    }

    public async Task<QuarantinedRecord?> GetAsync(string id, CancellationToken cancellationToken)
    {
        await life.ReachAsync(cancellationToken);
        return Live.FirstOrDefault(record => record.Id == id);
    }

    public async Task RemoveAsync(string id, CancellationToken cancellationToken)
    {
        await life.ReachAsync(cancellationToken);
        table.Records.TryRemove(id, out _);
    }

    public async Task<int> CountAsync(CancellationToken cancellationToken)
    {
        await life.ReachAsync(cancellationToken);
        return Live.Count();
    }
}
