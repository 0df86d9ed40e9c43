using System.Collections.Immutable;

namespace RefillRadar.Grains.Alerts;

/// <summary>
/// The alert table. Every call that cannot be carried out throws; an empty answer means that there is nothing.
/// Expired rows never come back from a read, whether the store has removed them yet or not.
/// </summary>
public interface IAlertStore
{
    /// <summary>Writes the row unless a row of the same or a higher revision is there. True when this row is now the stored one.</summary>
    Task<bool> PutAsync(AlertRow row, CancellationToken cancellationToken);

    /// <summary>Removes a row of at most this revision (a pending alert that cleared). Nothing happens when there is none.</summary>
    Task RemoveAsync(string id, long revision, CancellationToken cancellationToken);

    /// <summary>One row, or null.</summary>
    Task<AlertRow?> GetAsync(string id, CancellationToken cancellationToken);

    /// <summary>One page of rows. Throws <see cref="FormatException"/> for a cursor that this store did not make.</summary>
    Task<AlertPage> ListAsync(AlertQuery query, CancellationToken cancellationToken);

    /// <summary>Stock keys whose rows are due at or before <paramref name="until"/>, longest overdue first, each once.</summary>
    Task<ImmutableArray<string>> DueAsync(DateTimeOffset until, int limit, CancellationToken cancellationToken);

    /// <summary>How many episodes fired and how many resolved since a time (pending ones do not count).</summary>
    Task<AlertCounts> CountAsync(DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>How many episodes fired in each span of <paramref name="bucket"/> from <paramref name="from"/> to <paramref name="to"/>; empty spans included.</summary>
    Task<ImmutableArray<AlertBucket>> HistogramAsync(
        DateTimeOffset from, DateTimeOffset to, TimeSpan bucket, CancellationToken cancellationToken);
}
