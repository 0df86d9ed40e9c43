namespace RefillRadar.Ingest.Formats;

/// <summary>A record that could not be read. The spans point into buffers of the reader: copy what outlives the call of the sink.</summary>
public readonly ref struct RejectedRecord
{
    /// <summary>What is wrong, for people: a short sentence without control characters.</summary>
    public required string Reason { get; init; }

    /// <summary>The record itself, decoded; the undecoded text where it was not base64.</summary>
    public ReadOnlySpan<byte> Raw { get; init; }

    /// <summary>Sequence number of the Kinesis record as it was written; empty for record lines.</summary>
    public ReadOnlySpan<byte> Sequence { get; init; }

    /// <summary>ARN of the event source, UTF-8; empty when the record does not say.</summary>
    public ReadOnlySpan<byte> Source { get; init; }

    /// <summary>Place of the record in its batch, from 0.</summary>
    public int Index { get; init; }
}
