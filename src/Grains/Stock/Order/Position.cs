using Orleans;

namespace RefillRadar.Grains.Stock.Order;

/// <summary>
/// Where a change stands in the order of its source. Two marks, each compared with the last mark of its own kind:
/// the commit mark whenever the record carries one, the sequence number otherwise.
/// </summary>
/// <param name="Source">Stream ARN or shop database id. Positions of different sources have no order.</param>
/// <param name="Commit">Place in the database's log, or <see cref="CommitMark.None"/>.</param>
/// <param name="Sequence">Place in the stream, or <see cref="SequenceNumber.None"/>.</param>
[GenerateSerializer, Immutable, Alias("refillradar.position")]
public readonly record struct Position(
    [property: Id(0)] string? Source,
    [property: Id(1)] CommitMark Commit,
    [property: Id(2)] SequenceNumber Sequence)
{
    /// <summary>Nothing has been seen.</summary>
    public static readonly Position None;

    /// <summary>Whether there is a source at all.</summary>
    public bool IsPresent => Source is not null;

    /// <summary>
    /// True when a change at this position comes after <paramref name="last"/>. A change from another source, or one without
    /// any mark, counts by its arrival, so it is newer.
    /// </summary>
    public bool IsAfter(in Position last)
    {
        if (last.Source is null || !string.Equals(Source, last.Source, StringComparison.Ordinal))
            return true;
        if (Commit.IsPresent && last.Commit.IsPresent)
            return Commit > last.Commit;
        if (Commit.IsPresent || !Sequence.IsPresent)
            return true;
        return Sequence > last.Sequence;
    }

    /// <summary>The marks after seeing <paramref name="next"/>: its own where it carries them, the old ones of the same source otherwise.</summary>
    public Position Then(in Position next) =>
        !string.Equals(Source, next.Source, StringComparison.Ordinal)
            ? next
            : new Position(Source,
                next.Commit > Commit ? next.Commit : Commit,
                next.Sequence > Sequence ? next.Sequence : Sequence);
}
