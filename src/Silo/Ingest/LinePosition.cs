using RefillRadar.Grains.Stock.Order;

namespace RefillRadar.Silo.Ingest;

/// <summary>Where the lines of a request stand.</summary>
/// <param name="Number">The request's <c>X-Position</c>; or, for one line that is replayed, its own place.</param>
/// <param name="IsOfLine">Whether the number is that of one line.</param>
internal readonly record struct LinePosition(Place Number, bool IsOfLine = false)
{
    /// <summary>Place of a line, by its index from 0: requests in the order of their numbers, lines in theirs.</summary>
    public Place Of(int index) => IsOfLine ? Number : Number.WithLine((uint)index + 1);
}
