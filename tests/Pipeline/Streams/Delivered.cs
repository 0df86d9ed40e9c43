namespace RefillRadar.Pipeline.Streams;

/// <summary>One invocation, for those who watch the mapping.</summary>
internal sealed record Delivered(string Shard, IReadOnlyList<StreamRecord> Batch, DateTimeOffset CalledAt, DateTimeOffset AnsweredAt, Verdict Verdict)
{
    /// <summary>Whether every record of it was done.</summary>
    public bool IsComplete => Verdict.Error is null && Verdict.Done == Batch.Count;
}
