namespace RefillRadar.Ingest.Formats;

/// <summary>What a format makes of everything but the row: a change, something to ignore, or an error.</summary>
internal readonly struct RecordHead
{
    public ChangeOperation Operation { get; private init; }

    public LogMark Mark { get; private init; }

    public long CommittedTicks { get; private init; }

    public IgnoredReason? Ignored { get; private init; }

    public string? Error { get; private init; }

    public static RecordHead Change(ChangeOperation operation, in LogMark mark, long committedTicks) =>
        new() { Operation = operation, Mark = mark, CommittedTicks = committedTicks };

    public static RecordHead Control { get; } = new() { Ignored = IgnoredReason.Control };

    public static RecordHead Tombstone { get; } = new() { Ignored = IgnoredReason.Tombstone };

    public static RecordHead Reject(string error) => new() { Error = error };
}
