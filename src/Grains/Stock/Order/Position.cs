using Orleans;

namespace RefillRadar.Grains.Stock.Order;

/// <summary>
/// Where a change stands in the order of its source: the log epoch first, then the place. Time is no part of it: MySQL stamps an
/// event with the start of its statement, so times run backwards where a statement waited for a lock.
/// </summary>
/// <param name="Source">
/// Names what the place belongs to: a stream, or the database log behind it (<c>stream#dms</c>), the embedded shop
/// (<c>shop:id</c>), or <see cref="ArrivalSource"/>. Null when the record carried no place. Positions of different sources have no order.
/// </param>
/// <param name="Place">Place in the source's order.</param>
/// <param name="Epoch">How often the source's log has started over, see <see cref="LogTracker"/>. A later epoch comes after every place of an earlier one.</param>
[GenerateSerializer, Immutable, Alias("refillradar.position")]
public readonly record struct Position(
    [property: Id(0)] string? Source,
    [property: Id(2)] Place Place,
    [property: Id(3)] uint Epoch = 0)
{
    /// <summary>The source of records that carry no place: their partition numbers them as they arrive.</summary>
    public const string ArrivalSource = "arrival";

    /// <summary>No position.</summary>
    public static readonly Position None;

    /// <summary>Whether there is a position at all.</summary>
    public bool IsPresent => Source is not null;

    /// <summary>The position that a partition gives to a change without one.</summary>
    /// <param name="activation">Epoch of the partition's activation, which rises with each.</param>
    /// <param name="number">Number of the change in that activation, from 1.</param>
    public static Position OfArrival(long activation, ulong number) => new(ArrivalSource, Place.InLog((uint)activation, number));

    /// <summary>Compares two positions of the same source.</summary>
    public static int Compare(uint leftEpoch, in Place left, uint rightEpoch, in Place right)
    {
        var order = leftEpoch.CompareTo(rightEpoch);
        return order == 0 ? left.CompareTo(right) : order;
    }

    /// <summary>Whether both belong to the same source.</summary>
    public bool IsOfSourceOf(in Position other) => string.Equals(Source, other.Source, StringComparison.Ordinal);

    /// <summary>Compares with a position of the same source.</summary>
    public int CompareTo(in Position other) => Compare(Epoch, Place, other.Epoch, other.Place);
}
