using System.Buffers;
using System.Text;
using System.Text.Json;
using RefillRadar.Grains.Quarantine;
using RefillRadar.Grains.Stock.Order;

namespace RefillRadar.Silo.Ingest;

/// <summary>
/// Reads a quarantined record again (the columns may be mapped rightly by now), under its own position: what came since stays newer.
/// </summary>
internal sealed class QuarantineReplay(BatchIngest ingest, IQuarantine quarantine) : IQuarantineReplay
{
    public async Task<string?> ReplayAsync(QuarantinedRecord record, CancellationToken cancellationToken)
    {
        var result = record.Format == BatchIngest.KinesisFormat
            ? await ingest.PostEventAsync(EventOf(record), isOwn: true, cancellationToken)
            : await ingest.PostLinesAsync(record.Bytes, PlaceOf(record), cancellationToken);
        if (result.Failed.Count > 0)
            throw new InvalidOperationException("The record could be read, but not stored. Try again.");
        if (result.Reason is not null)
            return result.Reason;
        await quarantine.RemoveAsync(record.Id, cancellationToken);
        return null;
    }

    private static LinePosition? PlaceOf(QuarantinedRecord record) =>
        Place.TryParse(Encoding.ASCII.GetBytes(record.Position ?? ""), out var place) ? new LinePosition(place, IsOfLine: true) : null;

    private static ReadOnlyMemory<byte> EventOf(QuarantinedRecord record)
    {
        var body = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(body);
        writer.WriteStartObject();
        writer.WriteStartArray("Records");
        writer.WriteStartObject();
        writer.WriteStartObject("kinesis");
        writer.WriteString("sequenceNumber", record.Position);
        writer.WriteBase64String("data", record.Bytes.Span);
        writer.WriteEndObject();
        writer.WriteString("eventSourceARN", record.Source);
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
        return body.WrittenMemory;
    }
}
