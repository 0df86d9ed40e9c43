using RefillRadar.Grains.Quarantine;

namespace RefillRadar.Tests.Unit.Dashboard;

/// <summary>A quarantine and its replay in memory: a record whose reason begins with "never" can never be read.</summary>
internal sealed class FakeQuarantine : IQuarantine, IQuarantineReplay
{
    private readonly List<QuarantinedRecord> _newestFirst = [];

    public List<string> Replayed { get; } = [];

    public int Lists { get; private set; }

    /// <summary>Called before each replay with the id of its record.</summary>
    public Action<string> Replaying { get; set; } = static _ => { };

    public IEnumerable<string> Ids => _newestFirst.Select(record => record.Id);

    public FakeQuarantine Add(string id, string reason = "unknown", byte[]? bytes = null)
    {
        _newestFirst.Insert(0, new QuarantinedRecord(id, Samples.Now.AddSeconds(_newestFirst.Count), "shop", null, "records", reason, bytes ?? [123]));
        return this;
    }

    public Task<string?> ReplayAsync(QuarantinedRecord record, CancellationToken cancellationToken)
    {
        Replaying(record.Id);
        Replayed.Add(record.Id);
        if (record.Reason.StartsWith("never", StringComparison.Ordinal))
            return Task.FromResult<string?>(record.Reason);
        _newestFirst.Remove(record);
        return Task.FromResult<string?>(null);
    }

    public Task<QuarantinePage> ListAsync(int limit, string? cursor, CancellationToken cancellationToken)
    {
        Lists++;
        var behind = cursor is null ? _newestFirst : [.. _newestFirst.Where(record => string.CompareOrdinal(record.Id, cursor) < 0)];
        return Task.FromResult(new QuarantinePage([.. behind.Take(limit)], behind.Count > limit ? behind[limit - 1].Id : null));
    }

    public Task<QuarantinedRecord?> GetAsync(string id, CancellationToken cancellationToken) =>
        Task.FromResult(_newestFirst.Find(record => record.Id == id));

    public Task RemoveAsync(string id, CancellationToken cancellationToken) =>
        Task.FromResult(_newestFirst.RemoveAll(record => record.Id == id));

    public Task<int> CountAsync(CancellationToken cancellationToken) => Task.FromResult(_newestFirst.Count);

    public Task AddAsync(IReadOnlyList<QuarantinedRecord> records, CancellationToken cancellationToken) => throw new NotSupportedException();
}
