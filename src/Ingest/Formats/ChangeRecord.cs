namespace RefillRadar.Ingest.Formats;

/// <summary>
/// One change of one stock row. The spans point into buffers of the reader: copy what outlives the call of the sink.
/// </summary>
public readonly ref struct ChangeRecord
{
    /// <summary>
    /// The product id as unescaped, valid UTF-8: not blank, free of control characters. Numbers are written out
    /// (<c>12</c>, <c>12.0</c> and <c>1.2e1</c> are all <c>12</c>).
    /// </summary>
    public required ReadOnlySpan<byte> ProductId { get; init; }

    /// <summary>The warehouse, like <see cref="ProductId"/>; empty when none is mapped or the row has none.</summary>
    public ReadOnlySpan<byte> Warehouse { get; init; }

    /// <summary>What happened.</summary>
    public required ChangeOperation Operation { get; init; }

    /// <summary>The level after the change; null when the record does not say: a delete, an update of other columns.</summary>
    public decimal? Quantity { get; init; }

    /// <summary>Which program wrote the record.</summary>
    public RecordFormat Format { get; init; }

    /// <summary>Place in the database's log, or <see cref="LogPlace.None"/>.</summary>
    public LogPlace Place { get; init; }

    /// <summary>Which log that is.</summary>
    public LogOrigin Origin { get; init; }

    /// <summary>Sequence number of the Kinesis record as it was written; empty for record lines.</summary>
    public ReadOnlySpan<byte> Sequence { get; init; }

    /// <summary>UTC ticks of the commit, for lag and charts, never for order; 0 when unknown.</summary>
    public long CommittedTicks { get; init; }

    /// <summary>Whether <see cref="CommittedTicks"/> is the time of the event itself, the same however often it is delivered.</summary>
    public bool HasEventTime { get; init; }

    /// <summary>ARN of the event source, UTF-8; empty when the record does not say.</summary>
    public ReadOnlySpan<byte> Source { get; init; }

    /// <summary>The record itself, decoded.</summary>
    public ReadOnlySpan<byte> Raw { get; init; }

    /// <summary>Place of the record in its batch, from 0. Both changes of an update that moved a row carry the same.</summary>
    public int Index { get; init; }
}
