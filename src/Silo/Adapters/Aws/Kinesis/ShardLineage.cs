using RefillRadar.Silo.Adapters.Aws.Kinesis.Client;

namespace RefillRadar.Silo.Adapters.Aws.Kinesis;

/// <summary>Shards are split and merged; what a product's records went through first has to be read first.</summary>
internal static class ShardLineage
{
    /// <summary>The shards, each behind those it came from. Parents that are gone from the list count as read.</summary>
    public static IReadOnlyList<Shard> ParentsFirst(IEnumerable<Shard> shards)
    {
        var known = shards.ToDictionary(shard => shard.ShardId!);
        var ordered = new List<Shard>(known.Count);
        var seen = new HashSet<string>();
        foreach (var shard in known.Values.OrderBy(shard => shard.ShardId, StringComparer.Ordinal))
            Add(shard);
        return ordered;

        void Add(Shard shard)
        {
            if (!seen.Add(shard.ShardId!))
                return;
            foreach (var parent in ParentsOf(shard))
            {
                if (known.TryGetValue(parent, out var found))
                    Add(found);
            }

            ordered.Add(shard);
        }
    }

    /// <summary>Ids of the shards that this one came from: none, one or two.</summary>
    public static IEnumerable<string> ParentsOf(Shard shard) =>
        new[] { shard.ParentShardId, shard.AdjacentParentShardId }.OfType<string>();
}
