namespace RefillRadar.Grains.Quarantine;

/// <summary>Keeps what could not be read for 14 days, so that nothing is dropped and nothing stalls.</summary>
public interface IQuarantine
{
    /// <summary>Keeps records; durable when it returns. One that is there already stays as it is.</summary>
    Task AddAsync(IReadOnlyList<QuarantinedRecord> records, CancellationToken cancellationToken);

    /// <summary>One page, newest first. Throws <see cref="FormatException"/> for a cursor that this store did not make.</summary>
    Task<QuarantinePage> ListAsync(int limit, string? cursor, CancellationToken cancellationToken);

    /// <summary>One record, or null.</summary>
    Task<QuarantinedRecord?> GetAsync(string id, CancellationToken cancellationToken);

    /// <summary>Forgets a record. Nothing happens when there is none.</summary>
    Task RemoveAsync(string id, CancellationToken cancellationToken);

    /// <summary>How many there are.</summary>
    Task<int> CountAsync(CancellationToken cancellationToken);
}
