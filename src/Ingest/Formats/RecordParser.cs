using System.Text.Json;
using RefillRadar.Ingest.Formats.Debezium;
using RefillRadar.Ingest.Formats.Dms;
using RefillRadar.Ingest.Formats.Maxwell;

namespace RefillRadar.Ingest.Formats;

/// <summary>Turns the payload of one record, in whichever format, into calls of a sink. Never throws for what a payload holds.</summary>
internal sealed class RecordParser(ColumnMapping columns)
{
    internal static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Parses a record and reports it, whatever it is.</summary>
    public void Parse<TSink>(ReadOnlySpan<byte> payload, in RecordPlace place, ref TSink sink)
        where TSink : IRecordSink, allows ref struct
    {
        if (!TryParse(payload, place, ref sink, out var error, out _))
            sink.Rejected(place.Reject(error, payload));
    }

    /// <summary>Parses a record; when it is not one JSON document, reports nothing and returns false with a sentence why.</summary>
    /// <param name="payload">The record.</param>
    /// <param name="place">Where it came from.</param>
    /// <param name="sink">The sink.</param>
    /// <param name="error">What is wrong with it.</param>
    /// <param name="hasTombstone">Whether a tombstone may come next: Debezium writes one after every delete.</param>
    public bool TryParse<TSink>(ReadOnlySpan<byte> payload, in RecordPlace place, ref TSink sink, out string error, out bool hasTombstone)
        where TSink : IRecordSink, allows ref struct
    {
        error = "The record is empty.";
        hasTombstone = false;
        if (payload.IsEmpty)
            return false;
        var record = default(RawRecord);
        if (!TryRead(payload, ref record, out error, out var isObject))
            return false;
        if (isObject)
            Deliver(record, payload, place, ref sink, out hasTombstone);
        else
            sink.Rejected(place.Reject("The record is not a JSON object.", payload));
        return true;
    }

    private bool TryRead(ReadOnlySpan<byte> payload, ref RawRecord record, out string error, out bool isObject)
    {
        error = "";
        isObject = false;
        try
        {
            isObject = RecordReader.Read(payload.StartsWith(ByteOrderMark) ? payload[3..] : payload, columns, ref record);
            return true;
        }
        catch (JsonException e)
        {
            error = NotJson(e);
        }
        catch (InvalidOperationException)
        {
            error = "The record holds text that is not valid Unicode.";
        }

        return false;
    }

    // Where it is, in place of the parser's own words for it, which end the message.
    private static string NotJson(JsonException error)
    {
        var end = error.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        var what = Reason.Clean(end < 0 ? error.Message : error.Message[..end], longest: 160);
        return $"The record is not JSON (line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}): {what}";
    }

    private void Deliver<TSink>(in RawRecord record, ReadOnlySpan<byte> payload, in RecordPlace place, ref TSink sink, out bool hasTombstone)
        where TSink : IRecordSink, allows ref struct
    {
        var head = HeadOf(record);
        hasTombstone = head is { Format: RecordFormat.Debezium, Operation: ChangeOperation.Delete };
        if (head.Ignored is null or IgnoredReason.Truncated && !IsOurs(record))
            sink.Ignored(IgnoredOf(record, IgnoredReason.OtherTable, head.CommittedTicks, place));
        else if (head.Ignored is { } reason)
            sink.Ignored(IgnoredOf(record, reason, head.CommittedTicks, place));
        else if (head.Error is { } error)
            sink.Rejected(place.Reject(error, payload));
        else if (!TryDeliver(record, head, payload, place, ref sink, out error))
            sink.Rejected(place.Reject(error.EndsWith(StockRow.Missing, StringComparison.Ordinal) ? $"{error}.{RowColumns.Describe(payload)}" : error, payload));
    }

    // PostgreSQL, SQL Server and Oracle have schemas inside of a database, and either may be what is mapped.
    private bool IsOurs(scoped in RawRecord record) =>
        (record.IsFlat && !DebeziumFormat.IsMarked(record))
        || columns.IsOurs(record.Schema, record.Table) || (!record.SourceSchema.Text.IsEmpty && columns.IsOurs(record.SourceSchema, record.Table));

    private static IgnoredRecord IgnoredOf(scoped in RawRecord record, IgnoredReason reason, long ticks, scoped in RecordPlace place) =>
        new() { Reason = reason, Schema = record.Schema.Text, Table = record.Table.Text, CommittedTicks = ticks, Index = place.Index };

    /// <summary>The format is told by what only it has. Not a switch on patterns: that copies the record.</summary>
    private static RecordHead HeadOf(scoped in RawRecord record)
    {
        if (record.HasMetadata)
            return DmsFormat.Read(record);
        if (record.IsFlat && !record.After.ProductId.IsMissing && !DebeziumFormat.IsTransactionMarker(record))
            return DebeziumFormat.ReadFlat(record);
        if (!record.Op.IsMissing)
            return DebeziumFormat.Read(record);
        if (record.IsCloudEvent)
            return RecordHead.Reject($"The CloudEvent of type {Reason.Quote(record.Type.Text)} holds no change of Debezium.");
        if (!record.Type.IsMissing)
            return MaxwellFormat.Read(record);
        if (record.IsTombstone)
            return RecordHead.Tombstone;
        return DebeziumFormat.TryReadControl(record, out var head)
            ? head
            : RecordHead.Reject("The record is not one of DMS, Debezium or Maxwell: it has no metadata, op or type.");
    }

    private bool TryDeliver<TSink>(
        scoped in RawRecord record, scoped in RecordHead head, ReadOnlySpan<byte> payload, scoped in RecordPlace place, ref TSink sink,
        out string error)
        where TSink : IRecordSink, allows ref struct
    {
        var isDelete = head.Operation == ChangeOperation.Delete;
        decimal? quantity = null;
        error = "";
        if (!record.After.IsPresent && !(isDelete && record.Before.IsPresent))
        {
            error = "The record has no row: neither data nor after is an object.";
            return false;
        }

        if (!StockRow.TryReadKey(record, record.After, record.Before, columns, out var productId, out var warehouse, out error)
            || (!isDelete && !StockRow.TryReadQuantity(record, head, columns, out quantity, out error)))
            return false;
        var movedFrom = ReadOnlySpan<byte>.Empty;
        var movedFromWarehouse = ReadOnlySpan<byte>.Empty;
        if (head.Operation == ChangeOperation.Update && record.Before.IsPresent
            && !StockRow.TryReadOldKey(record, columns, out movedFrom, out movedFromWarehouse, out error))
            return false;

        var ticks = head.CommittedTicks != 0 ? head.CommittedTicks : Timestamps.FromIso(record.After.UpdatedAt);
        if (!movedFrom.IsEmpty && !(movedFrom.SequenceEqual(productId) && movedFromWarehouse.SequenceEqual(warehouse)))
            sink.Change(ChangeOf(movedFrom, movedFromWarehouse, ChangeOperation.Delete, null, head, payload, ticks, place));
        sink.Change(ChangeOf(productId, warehouse, head.Operation, quantity, head, payload, ticks, place));
        return true;
    }

    private static ChangeRecord ChangeOf(
        ReadOnlySpan<byte> productId, ReadOnlySpan<byte> warehouse, ChangeOperation operation, decimal? quantity,
        scoped in RecordHead head, ReadOnlySpan<byte> payload, long ticks, scoped in RecordPlace place) =>
        new()
        {
            ProductId = productId,
            Warehouse = warehouse,
            Operation = operation,
            Quantity = quantity,
            Format = head.Format,
            Place = head.Place,
            Origin = head.Origin,
            CommittedTicks = ticks,
            HasEventTime = head.HasEventTime,
            Sequence = place.Sequence,
            Source = place.Source,
            Raw = payload,
            Index = place.Index,
        };
}
