using System.Buffers;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using RefillRadar.Grains.Stock.Levels;
using RefillRadar.Grains.Stock.Order;
using RefillRadar.Ingest.Formats;
using RefillRadar.Ingest.Formats.Envelope;
using RefillRadar.Silo.Adapters.Aws.Kinesis.Client;
using RefillRadar.Silo.Ingest;

namespace RefillRadar.Silo.Adapters.Aws.Kinesis;

/// <summary>
/// Makes of records what Lambda would have delivered, and of that what the way in makes of it: nothing can be read differently the second
/// time. Records that cannot be read are left out; they were quarantined when they came first.
/// </summary>
internal sealed class KinesisBatches(string arn, ColumnMapping columns, TimeProvider time)
{
    private readonly KinesisEventReader _reader = new(columns);
    private readonly StockKeyCache _keys = new(columns.IgnoreCase);
    private readonly ConcurrentBag<(IncomingBatch Batch, ArrayBufferWriter<byte> Body)> _spare = [];

    /// <summary>The changes in the order of the records. Safe for use by several threads at once.</summary>
    public ImmutableArray<StockChange> Parse(IReadOnlyList<Record> records)
    {
        if (!_spare.TryTake(out var space))
            space = (new IncomingBatch(_keys), new ArrayBufferWriter<byte>(64 * 1024));
        var (batch, body) = space;
        body.ResetWrittenCount();
        Write(records, body);
        batch.Start(BatchIngest.KinesisFormat, time.GetUtcNow());
        _reader.Read(body.WrittenSpan, ref batch);
        ImmutableArray<StockChange> changes = [.. batch.InOrder()];
        _spare.Add(space);
        return changes;
    }

    private void Write(IReadOnlyList<Record> records, IBufferWriter<byte> body)
    {
        using var writer = new Utf8JsonWriter(body);
        writer.WriteStartObject();
        writer.WriteStartArray("Records");
        foreach (var record in records)
        {
            writer.WriteStartObject();
            writer.WriteStartObject("kinesis");
            writer.WriteString("sequenceNumber", record.SequenceNumber);
            writer.WriteBase64String("data", Bytes(record));
            writer.WriteEndObject();
            writer.WriteString("eventSourceARN", arn);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static ReadOnlySpan<byte> Bytes(Record record) =>
        record.Data is null ? [] : record.Data.TryGetBuffer(out var bytes) ? bytes : record.Data.ToArray();
}
