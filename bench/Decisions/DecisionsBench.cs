using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Stock.Intake;
using RefillRadar.Grains.Stock.Order;
using RefillRadar.Grains.Stock.Partition;

namespace RefillRadar.Bench.Decisions;

/// <summary>
/// 1,000,000 records over 100,000 products (Zipf 0.99) in batches of 1,000, through the partition and product grains, beside an
/// Orleans call for each record. Both warm: every product has been seen once. 32 batches are under way at once.
/// </summary>
internal static class DecisionsBench
{
    private const int Products = 100_000;
    private const int Records = 1_000_000;
    private const int BatchSize = 1_000;
    private const int InFlight = 32;

    public static async Task<Measurement> RunAsync(TextWriter log, int turns)
    {
        var ports = new MemoryPorts(Products);
        using var host = await GrainHost.StartAsync(ports);
        var grains = host.Services.GetRequiredService<IGrainFactory>();
        var traffic = new StockTraffic(Products);

        var first = traffic.Levels().ToArray();
        var cold = await PartitionsAsync(grains, traffic, first);
        var coldCalls = await CallsAsync(grains, traffic, first);
        log.WriteLine($"cold, every product for the first time: partitions {cold:N0}/s, a call per record {coldCalls:N0}/s");
        for (var warm = 0; warm < 8; warm++)
        {
            var records = Draw(traffic);
            await PartitionsAsync(grains, traffic, records);
            await CallsAsync(grains, traffic, records);
        }

        var before = ports.Alerts;
        (int Product, int Quantity, long Sequence)[] mine = [], theirs = [];
        var (value, yardstick, ratio) = await Turns.RunAsync(
            turns,
            () => PartitionsAsync(grains, traffic, mine = Draw(traffic)),
            () => CallsAsync(grains, traffic, theirs = Draw(traffic)));
        log.WriteLine($"alerts opened in {turns} turns: {ports.Alerts - before:N0}");
        await host.StopAsync();
        return new Measurement("Decisions: partition and product grains", "records/s", value, "an Orleans call per record", yardstick, ratio, "≥ 10");
    }

    private static (int Product, int Quantity, long Sequence)[] Draw(StockTraffic traffic) =>
        [.. Enumerable.Range(0, Records).Select(_ => traffic.Next())];

    private static async Task<double> PartitionsAsync(
        IGrainFactory grains, StockTraffic traffic, (int Product, int Quantity, long Sequence)[] records)
    {
        var partitions = traffic.Ids.Select(StockPartitions.Of).ToArray();
        var targets = Enumerable.Range(0, StockPartitions.Count).Select(partition => grains.GetGrain<IStockPartitionGrain>(partition)).ToArray();
        GC.Collect();
        var start = Stopwatch.GetTimestamp();
        var underWay = new Queue<Task>();
        var lists = Enumerable.Range(0, StockPartitions.Count).Select(_ => new List<StockChange>()).ToArray();
        foreach (var batch in records.Chunk(BatchSize))
        {
            foreach (var (product, quantity, sequence) in batch)
            {
                lists[partitions[product]].Add(new StockChange(
                    traffic.Ids[product], StockOperation.Update, quantity,
                    new Position("bench", new Place(0, 0, (ulong)sequence)), 0));
            }

            underWay.Enqueue(ApplyAsync(targets, lists));
            if (underWay.Count >= InFlight)
                await underWay.Dequeue();
        }

        await Task.WhenAll(underWay);
        return records.Length / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static async Task ApplyAsync(IStockPartitionGrain[] targets, List<StockChange>[] lists)
    {
        var calls = new List<Task<ApplyResult>>();
        for (var partition = 0; partition < lists.Length; partition++)
        {
            if (lists[partition].Count == 0)
                continue;
            calls.Add(targets[partition].Apply(new StockBatch(lists[partition].ToArray()) { IsLogged = true }));
            lists[partition].Clear();
        }

        foreach (var result in await Task.WhenAll(calls))
        {
            if (!result.Failed.IsEmpty || result.Skipped > 0)
                throw new InvalidOperationException($"{result.Failed.Length} failed, {result.Skipped} skipped.");
        }
    }

    private static async Task<double> CallsAsync(
        IGrainFactory grains, StockTraffic traffic, (int Product, int Quantity, long Sequence)[] records)
    {
        GC.Collect();
        var start = Stopwatch.GetTimestamp();
        var underWay = new Queue<Task>();
        foreach (var batch in records.Chunk(BatchSize))
        {
            underWay.Enqueue(Task.WhenAll(batch.Select(record =>
                grains.GetGrain<ICallPerRecordGrain>(traffic.Ids[record.Product]).Change(record.Quantity, record.Sequence))));
            if (underWay.Count >= InFlight)
                await underWay.Dequeue();
        }

        await Task.WhenAll(underWay);
        return records.Length / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
