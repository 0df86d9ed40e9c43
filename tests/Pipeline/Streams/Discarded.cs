namespace RefillRadar.Pipeline.Streams;

/// <summary>Records that were given up, as the on-failure destination is told of them.</summary>
internal sealed record Discarded(string Shard, string Condition, string StartSequenceNumber, string EndSequenceNumber, int BatchSize, int Invocations);
