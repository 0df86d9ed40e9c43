namespace RefillRadar.Grains.Stock.CatchUp;

/// <summary>
/// Keeps the changes of sources without a log of their own until a snapshot holds them, so that an answered level outlives SIGKILL.
/// Append-only: entries of a partition come back in the order in which they were appended. Safe for use by several threads.
/// </summary>
public interface IJournal : IChangeLog
{
    /// <summary>
    /// Appends entries of a partition: on disk when it returns. When it throws, some of them may be all the same. Their changes lie in a
    /// buffer that is used again afterwards.
    /// </summary>
    Task AppendAsync(int partition, IReadOnlyList<JournalEntry> entries, CancellationToken cancellationToken);

    /// <summary>Forgets the entries of a partition that were taken in before a time: a snapshot holds them. May happen later.</summary>
    Task TruncateAsync(int partition, DateTimeOffset before, CancellationToken cancellationToken);
}
