using System.Buffers;

namespace RefillRadar.Ingest.Formats.Envelope;

/// <summary>Reads the event that Lambda gets from a Kinesis stream. Safe for use by several threads at once.</summary>
public sealed class KinesisEventReader(ColumnMapping columns) : IRecordReader
{
    private readonly RecordParser _parser = new(columns);
    private readonly DocumentsReader _documents = new(new RecordParser(columns));

    /// <summary>
    /// Gives every record of the event to the sink, in order, and returns how many there were. A record may hold several JSON documents, or
    /// several records of the Kinesis Producer Library. A record that cannot be read is rejected and the rest goes on.
    /// </summary>
    /// <exception cref="NotAKinesisEventException">
    /// The body is no such event. What the sink was given before must not be applied.
    /// </exception>
    public int Read<TSink>(ReadOnlySpan<byte> body, ref TSink sink)
        where TSink : IRecordSink, allows ref struct
    {
        var envelope = new KinesisEnvelope(body);
        var hasTombstone = false;
        try
        {
            while (envelope.MoveNext())
            {
                var place = new RecordPlace { Index = envelope.Index, Sequence = envelope.Sequence, Source = envelope.Source };
                if (!envelope.IsDecoded)
                    sink.Rejected(place.Reject("The record's data is not base64.", envelope.Payload));
                else
                    ReadRecord(envelope.Payload, place, envelope.HasJsonKey, ref hasTombstone, ref sink);
            }

            return envelope.Index + 1;
        }
        finally
        {
            envelope.Dispose();
        }
    }

    /// <inheritdoc cref="Read{TSink}(ReadOnlySpan{byte}, ref TSink)"/>
    public int Read<TSink>(in ReadOnlySequence<byte> body, ref TSink sink)
        where TSink : IRecordSink, allows ref struct
    {
        if (body.IsSingleSegment)
            return Read(body.FirstSpan, ref sink);
        var length = checked((int)body.Length);
        var copy = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            body.CopyTo(copy);
            return Read(copy.AsSpan(0, length), ref sink);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(copy);
        }
    }

    private void ReadRecord<TSink>(
        ReadOnlySpan<byte> payload, scoped in RecordPlace place, bool hasJsonKey, ref bool hasTombstone, ref TSink sink)
        where TSink : IRecordSink, allows ref struct
    {
        if (!AggregatedRecord.Is(payload))
        {
            ReadData(payload, place, hasJsonKey, ref hasTombstone, ref sink);
            return;
        }

        var aggregated = AggregatedRecord.Open(payload);
        var isEmpty = true;
        while (aggregated.MoveNext())
        {
            isEmpty = false;
            ReadData(aggregated.Data, place, hasJsonKey, ref hasTombstone, ref sink);
        }

        if (isEmpty || aggregated.IsBroken)
            sink.Rejected(place.Reject("The record of the Kinesis Producer Library (KPL) is empty or broken.", payload));
    }

    private void ReadData<TSink>(
        ReadOnlySpan<byte> payload, scoped in RecordPlace place, bool hasJsonKey, ref bool hasTombstone, ref TSink sink)
        where TSink : IRecordSink, allows ref struct
    {
        if (payload.IsEmpty && (hasTombstone || hasJsonKey))
        {
            hasTombstone = false;
            sink.Ignored(new IgnoredRecord { Reason = IgnoredReason.Tombstone, Index = place.Index });
            return;
        }

        var isArray = JsonDocuments.IsArray(payload);
        hasTombstone = false;
        var error = "The record is not a JSON object.";
        if (!isArray && _parser.TryParse(payload, place, ref sink, out error, out hasTombstone))
            return;
        // What is no use at all stays one record, as it came.
        if ((isArray || JsonDocuments.AreSeveral(payload)) && HasUse(payload))
            ReadDocuments(payload, place, ref sink);
        else
            sink.Rejected(place.Reject(error, payload));
    }

    private bool HasUse(ReadOnlySpan<byte> payload)
    {
        var trial = new Trial();
        ReadDocuments(payload, default, ref trial);
        return trial.HasUse;
    }

    private void ReadDocuments<TSink>(ReadOnlySpan<byte> payload, scoped in RecordPlace place, ref TSink sink)
        where TSink : IRecordSink, allows ref struct
    {
        var places = RecordPlaces.Of(place);
        _documents.Read(payload, ref places, ref sink);
    }

    /// <summary>Notes whether anything can be used.</summary>
    private struct Trial : IRecordSink
    {
        public bool HasUse { get; private set; }

        public void Change(in ChangeRecord change) => HasUse = true;

        public readonly void Rejected(in RejectedRecord record)
        {
        }

        public void Ignored(in IgnoredRecord record) => HasUse = true;
    }
}
