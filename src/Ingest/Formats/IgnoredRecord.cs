namespace RefillRadar.Ingest.Formats;

/// <summary>A record that is no change of a stock level. The spans point into buffers of the reader: copy what outlives the call of the sink.</summary>
public readonly ref struct IgnoredRecord
{
    /// <summary>Why it is none.</summary>
    public required IgnoredReason Reason { get; init; }

    /// <summary>Schema that it names, UTF-8; empty when it names none.</summary>
    public ReadOnlySpan<byte> Schema { get; init; }

    /// <summary>Table that it names, UTF-8; empty when it names none.</summary>
    public ReadOnlySpan<byte> Table { get; init; }

    /// <summary>Place of the record in its batch, from 0.</summary>
    public int Index { get; init; }
}
