using System.Globalization;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Stock.Levels;

namespace RefillRadar.Bench.Memory;

/// <summary>Heap of a product without an episode: its place in a partition's table, its key included.</summary>
internal static class MemoryBench
{
    private const int Products = 100_000;

    public static Measurement Run()
    {
        var tables = Enumerable.Range(0, StockPartitions.Count).Select(_ => new LevelTable()).ToArray();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var id = 1; id <= Products; id++)
        {
            var key = id.ToString(CultureInfo.InvariantCulture);
            var table = tables[StockPartitions.Of(key)];
            ref var slot = ref table[table.FindOrAdd(key)];
            slot.SetQuantity(id);
        }

        var bytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)Products;
        GC.KeepAlive(tables);
        return new Measurement("Heap of a product without an episode", "bytes", bytes, "goal", 200, bytes / 200, "≤ 1");
    }
}
