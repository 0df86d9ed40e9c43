namespace RefillRadar.Ingest.Formats;

/// <summary>What a format makes of everything but the row: a change, something to ignore, or an error.</summary>
internal readonly ref struct RecordHead
{
    public RecordFormat Format { get; init; }

    public ChangeOperation Operation { get; init; }

    public LogPlace Place { get; init; }

    public LogOrigin Origin { get; init; }

    public long CommittedTicks { get; init; }

    /// <summary>The ticks are those of the event itself, and not of when the record was built.</summary>
    public bool HasEventTime { get; init; }

    public IgnoredReason? Ignored { get; private init; }

    public string? Error { get; private init; }

    public static RecordHead Control => new() { Ignored = IgnoredReason.Control };

    public static RecordHead Truncated(long ticks) => new() { Ignored = IgnoredReason.Truncated, CommittedTicks = ticks };

    public static RecordHead Tombstone => new() { Ignored = IgnoredReason.Tombstone };

    public static RecordHead Reject(string error) => new() { Error = error };
}
