using RefillRadar.Grains.Quarantine;

namespace RefillRadar.Dashboard.Api;

/// <summary>A record that could not be read.</summary>
/// <param name="Id">To replay it by.</param>
/// <param name="At">When it came.</param>
/// <param name="Source">Stream ARN, shop database id, or where it was posted.</param>
/// <param name="Position">Sequence number or line; null when unknown.</param>
/// <param name="Format">Which endpoint it came by.</param>
/// <param name="Reason">What is wrong.</param>
/// <param name="Size">Bytes kept.</param>
/// <param name="Bytes">The bytes, base64.</param>
/// <param name="Text">The first of them as text, what cannot be printed replaced.</param>
internal sealed record QuarantineItem(
    string Id, DateTimeOffset At, string Source, string? Position, string Format, string Reason, int Size, byte[] Bytes, string Text)
{
    public static QuarantineItem Of(QuarantinedRecord record)
    {
        return new QuarantineItem(
            record.Id, record.At, record.Source, record.Position, record.Format, record.Reason,
            record.Bytes.Length, record.Bytes.ToArray(), BytePreview.Text(record.Bytes.Span));
    }
}
