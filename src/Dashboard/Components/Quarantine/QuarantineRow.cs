using RefillRadar.Grains.Quarantine;

namespace RefillRadar.Dashboard.Components.Quarantine;

/// <summary>A quarantined record as the page lists it, without its bytes: there may be many, and large ones.</summary>
/// <param name="Id">To replay it by.</param>
/// <param name="At">When it came.</param>
/// <param name="Source">Stream ARN, shop database id, or where it was posted.</param>
/// <param name="Position">Sequence number or line; null when unknown.</param>
/// <param name="Format">Which endpoint it came by.</param>
/// <param name="Reason">What is wrong.</param>
/// <param name="Size">Bytes kept.</param>
/// <param name="Preview">How it begins.</param>
public sealed record QuarantineRow(
    string Id, DateTimeOffset At, string Source, string? Position, string Format, string Reason, int Size, RecordPreview Preview)
{
    /// <summary>The row of a record.</summary>
    public static QuarantineRow Of(QuarantinedRecord record)
    {
        return new QuarantineRow(
            record.Id, record.At, record.Source, record.Position, record.Format, record.Reason, record.Bytes.Length, RecordPreview.Folded(record.Bytes.Span));
    }
}
