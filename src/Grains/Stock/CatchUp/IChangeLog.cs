using System.Collections.Immutable;
using RefillRadar.Grains.Stock.Order;

namespace RefillRadar.Grains.Stock.CatchUp;

/// <summary>The source's own record of past changes, read again after an unclean stop.</summary>
public interface IChangeLog
{
    /// <summary>
    /// Changes that arrived at or after <paramref name="since"/> (some earlier ones do no harm), in the source's order, up to the
    /// end of the log as it is when called. What cannot be read is left out: it was quarantined when it came first.
    /// </summary>
    IAsyncEnumerable<ImmutableArray<StockChange>> ReadAsync(DateTimeOffset since, CancellationToken cancellationToken);
}
