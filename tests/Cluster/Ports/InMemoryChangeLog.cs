using System.Runtime.CompilerServices;
using RefillRadar.Grains.Stock.CatchUp;
using RefillRadar.Grains.Stock.Order;

namespace RefillRadar.Tests.Cluster.Ports;

internal sealed class InMemoryChangeLog(ShopLog log, SiloLife life) : IChangeLog
{
    public async IAsyncEnumerable<LoggedChanges> ReadAsync(
        DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await life.ReachAsync(cancellationToken);
        await log.PassAsync(cancellationToken);
        foreach (var together in log.Since(since).GroupBy(entry => entry.At))
        {
            await life.ReachAsync(cancellationToken);
            yield return new LoggedChanges([.. together.Select(entry => entry.Change)], together.Key);
        }
    }
}
