namespace RefillRadar.Pipeline.Streams;

/// <summary>Settings of an event source mapping, named as AWS names them.</summary>
internal sealed record MappingOptions
{
    /// <summary>Most records of an invocation.</summary>
    public int BatchSize { get; init; } = 500;

    /// <summary>How often an invocation that failed is repeated; -1: for ever.</summary>
    public int MaximumRetryAttempts { get; init; } = -1;

    /// <summary>Records older than this are given up instead of repeated; null: never.</summary>
    public TimeSpan? MaximumRecordAge { get; init; }

    /// <summary>Whether a batch whose invocation failed is split in two before it is repeated.</summary>
    public bool BisectBatchOnFunctionError { get; init; } = true;

    /// <summary>Pause before a shard that had nothing new is read again. Kinesis allows five reads a second and shard.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Pause before the first repetition; doubles with each.</summary>
    public TimeSpan FirstBackoff { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Longest pause before a repetition.</summary>
    public TimeSpan LongestBackoff { get; init; } = TimeSpan.FromSeconds(2);
}
