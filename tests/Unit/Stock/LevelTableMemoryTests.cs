using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Stock.Levels;

namespace RefillRadar.Tests.Unit.Stock;

/// <summary>Measures the heap, so nothing else may run meanwhile.</summary>
[CollectionDefinition(nameof(LevelTableMemoryTests), DisableParallelization = true)]
[Collection(nameof(LevelTableMemoryTests))]
public sealed class LevelTableMemoryTests
{
    [Fact]
    public void A_hundred_thousand_levels_cost_at_most_200_bytes_each_with_their_keys()
    {
        const int Levels = 100_000;
        var tables = Enumerable.Range(0, StockPartitions.Count).Select(_ => new LevelTable()).ToArray();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var id = 0; id < Levels; id++)
        {
            var key = $"{10_000_000 + id}";
            var table = tables[StockPartitions.Of(key)];
            table[table.FindOrAdd(key)].SetQuantity(id);
        }

        var each = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)Levels;
        Assert.Equal(Levels, tables.Sum(table => table.Count));
        Assert.InRange(each, 100, 200);
        GC.KeepAlive(tables);
    }
}
