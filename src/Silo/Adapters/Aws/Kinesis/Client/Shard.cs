namespace RefillRadar.Silo.Adapters.Aws.Kinesis.Client;

/// <summary>One shard of a stream.</summary>
internal sealed class Shard
{
    public string? ShardId { get; set; }

    /// <summary>The shard that this one was split off, or merged from. It may be gone by now.</summary>
    public string? ParentShardId { get; set; }

    /// <summary>The other shard that this one was merged from.</summary>
    public string? AdjacentParentShardId { get; set; }
}
