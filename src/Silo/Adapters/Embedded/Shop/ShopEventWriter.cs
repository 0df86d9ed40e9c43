using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace RefillRadar.Silo.Adapters.Embedded.Shop;

/// <summary>
/// Writes rows as DMS puts them on Kinesis (json-unformatted, one document a record), inside the event that Lambda makes of
/// a batch. The buffers are used again: a body is good until the next one is written.
/// https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Target.Kinesis.html https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html
/// </summary>
internal sealed class ShopEventWriter(ShopOptions options) : IDisposable
{
    private const int MaxBody = 4 << 20;
    private const int MaxCell = 64 << 10;

    private readonly ArrayBufferWriter<byte> _body = new(64 << 10);
    private readonly ArrayBufferWriter<byte> _record = new(1 << 10);
    private readonly Utf8JsonWriter _bodyJson = new(Stream.Null, new JsonWriterOptions { SkipValidation = true });
    private readonly Utf8JsonWriter _recordJson = new(Stream.Null, new JsonWriterOptions { SkipValidation = true });

    /// <summary>Writes as many rows, in order, as an event may hold; at least one.</summary>
    public ReadOnlyMemory<byte> Write(string source, IReadOnlyList<ShopRow> rows, out int written)
    {
        _body.ResetWrittenCount();
        _bodyJson.Reset(_body);
        _bodyJson.WriteStartObject();
        _bodyJson.WriteStartArray("Records"u8);
        written = 0;
        while (written < rows.Count && _body.WrittenCount + _bodyJson.BytesPending < MaxBody)
        {
            if (rows[written++] is { Operation: not ShopRow.Nothing } row)
                WriteEnvelope(source, row);
        }

        _bodyJson.WriteEndArray();
        _bodyJson.WriteEndObject();
        _bodyJson.Flush();
        return _body.WrittenMemory;
    }

    public void Dispose()
    {
        _bodyJson.Dispose();
        _recordJson.Dispose();
    }

    private void WriteEnvelope(string source, ShopRow row)
    {
        WriteRecord(row);
        var sequence = row.Id.ToString(CultureInfo.InvariantCulture);
        _bodyJson.WriteStartObject();
        _bodyJson.WriteStartObject("kinesis"u8);
        _bodyJson.WriteString("kinesisSchemaVersion"u8, "1.0"u8);
        _bodyJson.WriteString("partitionKey"u8, PartitionKey(row));
        _bodyJson.WriteString("sequenceNumber"u8, sequence);
        _bodyJson.WriteBase64String("data"u8, _record.WrittenSpan);
        _bodyJson.WriteNumber("approximateArrivalTimestamp"u8, ShopTime.Parse(row.At).ToUnixTimeMilliseconds() / 1000m);
        _bodyJson.WriteEndObject();
        _bodyJson.WriteString("eventSource"u8, "aws:kinesis"u8);
        _bodyJson.WriteString("eventID"u8, $"shardId-000000000000:{sequence}");
        _bodyJson.WriteString("eventName"u8, "aws:kinesis:record"u8);
        _bodyJson.WriteString("eventVersion"u8, "1.0"u8);
        _bodyJson.WriteString("eventSourceARN"u8, source);
        _bodyJson.WriteEndObject();
    }

    private void WriteRecord(ShopRow row)
    {
        _record.ResetWrittenCount();
        _recordJson.Reset(_record);
        _recordJson.WriteStartObject();
        _recordJson.WriteStartObject("data"u8);
        WriteStock(row.ProductId, row.Quantity, row.Warehouse);
        if (!string.IsNullOrEmpty(options.Columns.UpdatedAt))
            WriteCell(options.Columns.UpdatedAt, row.UpdatedAt);
        _recordJson.WriteEndObject();
        if (row.HasBefore)
        {
            _recordJson.WriteStartObject("before-image"u8);
            WriteStock(row.OldProductId, row.OldQuantity, row.OldWarehouse);
            _recordJson.WriteEndObject();
        }

        _recordJson.WriteStartObject("metadata"u8);
        _recordJson.WriteString("timestamp"u8, row.At);
        _recordJson.WriteString("record-type"u8, "data"u8);
        _recordJson.WriteString("operation"u8, row.Operation);
        _recordJson.WriteString("partition-key-type"u8, "primary-key"u8);
        _recordJson.WriteString("schema-name"u8, options.Schema);
        _recordJson.WriteString("table-name"u8, options.Table);
        _recordJson.WriteEndObject();
        _recordJson.WriteEndObject();
        _recordJson.Flush();
    }

    private void WriteStock(object? productId, object? quantity, object? warehouse)
    {
        WriteCell(options.Columns.ProductId, productId);
        WriteCell(options.Columns.Quantity, quantity);
        if (!string.IsNullOrEmpty(options.Columns.Warehouse))
            WriteCell(options.Columns.Warehouse, warehouse);
    }

    private void WriteCell(string column, object? cell)
    {
        _recordJson.WritePropertyName(column);
        switch (cell)
        {
            case null:
                _recordJson.WriteNullValue();
                break;
            case long whole:
                _recordJson.WriteNumberValue(whole);
                break;
            case double real when double.IsFinite(real):
                _recordJson.WriteNumberValue(real);
                break;
            default:
                _recordJson.WriteStringValue(ShopCell.Text(cell, MaxCell));
                break;
        }
    }

    private static string PartitionKey(ShopRow row) =>
        row.ProductId is { } id && ShopCell.Text(id, 256) is { Length: > 0 } key ? key : "-";
}
