namespace RefillRadar.Ingest.Formats;

/// <summary>Where a record came from.</summary>
internal readonly ref struct RecordPlace
{
    public int Index { get; init; }

    public ReadOnlySpan<byte> Sequence { get; init; }

    public ReadOnlySpan<byte> Source { get; init; }

    public RejectedRecord Reject(string reason, ReadOnlySpan<byte> raw) =>
        new() { Reason = reason, Raw = raw, Sequence = Sequence, Source = Source, Index = Index };
}
