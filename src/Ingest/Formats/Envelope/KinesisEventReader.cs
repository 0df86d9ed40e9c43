using System.Buffers;

namespace RefillRadar.Ingest.Formats.Envelope;

/// <summary>Reads the event that Lambda gets from a Kinesis stream. Safe for use by several threads at once.</summary>
public sealed class KinesisEventReader(ColumnMapping columns) : IRecordReader
{
    private readonly RecordParser _parser = new(columns);

    /// <summary>
    /// Gives every record of the event to the sink, in order, and returns how many there were. A record that cannot be read
    /// is rejected and the rest goes on.
    /// </summary>
    /// <exception cref="NotAKinesisEventException">
    /// The body is no such event. What the sink was given before must not be applied.
    /// </exception>
    public int Read<TSink>(ReadOnlySpan<byte> body, ref TSink sink)
        where TSink : IRecordSink, allows ref struct
    {
        var envelope = new KinesisEnvelope(body);
        try
        {
            while (envelope.MoveNext())
            {
                var place = new RecordPlace { Index = envelope.Index, Sequence = envelope.Sequence, Source = envelope.Source };
                if (envelope.IsDecoded)
                    _parser.Parse(envelope.Payload, place, ref sink);
                else
                    sink.Rejected(place.Reject("The record's data is not base64.", envelope.Payload));
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
}
