using Orleans;

namespace RefillRadar.Grains.Stock.Order;

/// <summary>
/// How far a product has been followed, in each of the sources it was heard from: a change is news when it stands after the last one of
/// its own source. The source heard last is the current one; a few earlier ones are remembered, so that a redelivery from before a
/// move from one source to another loses.
/// </summary>
/// <param name="Last">Position of the change that set the level.</param>
/// <param name="Others">Newest positions of other sources, the latest current one first; null when there are none. Not to be changed.</param>
[GenerateSerializer, Immutable, Alias("refillradar.seen-positions")]
public readonly record struct SeenPositions(
    [property: Id(0)] Position Last, [property: Id(1)] Position[]? Others = null)
{
    /// <summary>Most other sources that a product remembers.</summary>
    public const int MostOthers = 3;

    /// <summary>Nothing has been seen.</summary>
    public static readonly SeenPositions None;

    /// <summary>Whether a change at this position has not been seen before, nor been overtaken by a later one of its source.</summary>
    public bool IsNews(in Position position) =>
        Of(position) is not { } seen || position.CompareTo(seen) > 0;

    /// <summary>Whether a position was seen, or a later one of its source; no position has been.</summary>
    public bool HasSeen(in Position position) => !position.IsPresent || !IsNews(position);

    /// <summary>After a change at this position, which must be news.</summary>
    public SeenPositions Then(in Position position) => new(position, OthersAfter(Last, Others, position));

    /// <summary>The newest of both in each source; the current source is this one's.</summary>
    public SeenPositions With(in SeenPositions other)
    {
        var merged = this;
        // The latest last, so that it comes first and is the last to be forgotten.
        foreach (var position in other.All().Reverse())
        {
            if (!position.IsPresent || !merged.IsNews(position))
                continue;
            merged = merged.Last.IsOfSourceOf(position)
                ? merged with { Last = position }
                : merged with { Others = Remember(position, merged.Others, position.Source) };
        }

        return merged;
    }

    /// <summary>What is to be remembered of other sources once <paramref name="next"/> follows on <paramref name="last"/>.</summary>
    public static Position[]? OthersAfter(in Position last, Position[]? others, in Position next) =>
        !last.IsPresent || last.IsOfSourceOf(next) ? others : Remember(last, others, next.Source);

    /// <summary>What is to be remembered of other sources once a change of one of them was seen that did not set the level.</summary>
    public static Position[] OthersWith(in Position last, Position[]? others, in Position position) => Remember(position, others, last.Source);

    private static Position[] Remember(Position position, Position[]? others, string? except) =>
        [position, .. (others ?? []).Where(other => other.Source != except && other.Source != position.Source).Take(MostOthers - 1)];

    private Position? Of(in Position position)
    {
        if (Last.IsPresent && Last.IsOfSourceOf(position))
            return Last;
        foreach (var other in Others ?? [])
        {
            if (other.IsOfSourceOf(position))
                return other;
        }

        return null;
    }

    private IEnumerable<Position> All() => (Others ?? []).Prepend(Last);
}
