using RefillRadar.Grains.Stock.Order;

namespace RefillRadar.Tests.Cluster;

/// <summary>A source of changes, in order.</summary>
internal sealed class Shop(TimeProvider time, string source = "shop")
{
    private ulong _last;

    public StockChange Set(string key, decimal? quantity, StockOperation operation = StockOperation.Update) => new(
        key, operation, quantity, new Position(source, new Place(0, 0, ++_last)), time.GetUtcNow().UtcTicks);

    public StockChange Delete(string key) => Set(key, null, StockOperation.Delete);

    public StockChange[] Sets(IEnumerable<string> keys, decimal quantity) => [.. keys.Select(key => Set(key, quantity))];
}
