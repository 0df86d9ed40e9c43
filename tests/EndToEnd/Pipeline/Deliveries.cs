using System.Collections.Concurrent;
using RefillRadar.Pipeline.Streams;

namespace RefillRadar.Tests.EndToEnd.Pipeline;

/// <summary>What the event source mapping saw.</summary>
internal sealed class Deliveries
{
    private readonly ConcurrentQueue<Delivered> _all = new();

    public Deliveries(EventSourceMapping mapping) => mapping.Delivering += _all.Enqueue;

    /// <summary>Invocations that ended since then.</summary>
    public Delivered[] Since(DateTimeOffset time) => [.. _all.Where(delivered => delivered.AnsweredAt >= time)];

    /// <summary>How many of the records that came into the stream since then are done.</summary>
    public int Done(DateTimeOffset since) => Since(since).Sum(delivered => delivered.Batch.Take(delivered.Verdict.Done).Count(record => record.Arrival >= since));

    /// <summary>
    /// When each shard had a batch done whole after its last failure since then; the time itself when nothing failed.
    /// </summary>
    public DateTimeOffset ServedAgain(DateTimeOffset since) => Since(since)
        .GroupBy(delivered => delivered.Shard)
        .Select(shard => shard.ToArray())
        .Select(shard => (Shard: shard, Last: Array.FindLastIndex(shard, delivered => !delivered.IsComplete)))
        .Select(shard => shard.Last < 0 ? since : shard.Shard.Skip(shard.Last + 1).Select(delivered => delivered.AnsweredAt).FirstOrDefault(DateTimeOffset.MaxValue))
        .DefaultIfEmpty(since)
        .Max();
}
