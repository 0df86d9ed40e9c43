using Orleans;

namespace RefillRadar.Grains.Stock.Order;

/// <summary>
/// Where a change was committed in its database: commit time, then the place in the log (file, offset, step), then the
/// record within the transaction. Compared in that order. From DMS: <c>commit-timestamp</c>, <c>stream-position</c> field by
/// field, <c>transaction-record-id</c>. From Debezium and Maxwell: no commit time, binlog file, position and row.
/// </summary>
/// <param name="CommitTicks">UTC ticks of the commit; 0 when the format does not order by time.</param>
/// <param name="File">Number of the log file, the digits at the end of its name.</param>
/// <param name="Offset">Byte offset in that file.</param>
/// <param name="Step">Third field of the stream position.</param>
/// <param name="Record">Record within the transaction.</param>
[GenerateSerializer, Immutable, Alias("refillradar.commit-mark")]
public readonly record struct CommitMark(
    [property: Id(0)] long CommitTicks,
    [property: Id(1)] ulong Offset,
    [property: Id(2)] uint File,
    [property: Id(3)] uint Step,
    [property: Id(4)] uint Record) : IComparable<CommitMark>
{
    /// <summary>No commit mark.</summary>
    public static readonly CommitMark None;

    /// <summary>Whether a record carried this mark at all.</summary>
    public bool IsPresent => (CommitTicks | (long)Offset | File | Step | Record) != 0;

    /// <inheritdoc/>
    public int CompareTo(CommitMark other)
    {
        var order = CommitTicks.CompareTo(other.CommitTicks);
        if (order == 0)
            order = File.CompareTo(other.File);
        if (order == 0)
            order = Offset.CompareTo(other.Offset);
        if (order == 0)
            order = Step.CompareTo(other.Step);
        return order == 0 ? Record.CompareTo(other.Record) : order;
    }

    public static bool operator <(CommitMark left, CommitMark right) => left.CompareTo(right) < 0;

    public static bool operator >(CommitMark left, CommitMark right) => left.CompareTo(right) > 0;

    public static bool operator <=(CommitMark left, CommitMark right) => left.CompareTo(right) <= 0;

    public static bool operator >=(CommitMark left, CommitMark right) => left.CompareTo(right) >= 0;
}
