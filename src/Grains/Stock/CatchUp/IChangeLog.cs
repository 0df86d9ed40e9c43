namespace RefillRadar.Grains.Stock.CatchUp;

/// <summary>A record of past changes, read again after an unclean stop: the source's own, or our journal.</summary>
public interface IChangeLog
{
    /// <summary>
    /// Changes that arrived at or after <paramref name="since"/> (some earlier ones do no harm), in their order, up to the end of the
    /// log as it is when called. A record that cannot be read is left out: it was quarantined when it came first.
    /// </summary>
    IAsyncEnumerable<LoggedChanges> ReadAsync(DateTimeOffset since, CancellationToken cancellationToken);
}
