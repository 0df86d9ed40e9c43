using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;

namespace RefillRadar.Ingest.Formats;

/// <summary>
/// Walks a Lambda event of a Kinesis stream, record by record. What it exposes of a record holds until the next step.
/// https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html
/// </summary>
internal ref struct KinesisEnvelope(ReadOnlySpan<byte> body)
{
    private Utf8JsonReader _reader = new(body, RecordReader.Options);
    private PooledBytes _decoded;
    private PooledBytes _unescaped;
    private int _payloadLength = -1;
    private ReadOnlySpan<byte> _undecoded;
    private bool _inRecords;
    private bool _hasPayload;

    /// <summary>Place of the record, from 0.</summary>
    public int Index { get; private set; } = -1;

    public ReadOnlySpan<byte> Sequence { get; private set; }

    /// <summary>The stream's ARN; empty when the record does not say.</summary>
    public ReadOnlySpan<byte> Source { get; private set; }

    /// <summary>Whether the payload was base64.</summary>
    public readonly bool IsDecoded => _payloadLength >= 0;

    /// <summary>The decoded payload, or its text where that is not base64.</summary>
    public readonly ReadOnlySpan<byte> Payload => IsDecoded ? _decoded.Bytes.AsSpan(0, _payloadLength) : _undecoded;

    /// <summary>Goes to the next record. False at the end of a complete event.</summary>
    /// <exception cref="NotAKinesisEventException">The body is not such an event.</exception>
    public bool MoveNext()
    {
        try
        {
            if (!_inRecords)
                FindRecords();
            _reader.Read();
            if (_reader.TokenType != JsonTokenType.EndArray)
            {
                Index++;
                ReadRecord();
                return true;
            }

            ReadToEnd();
            return false;
        }
        catch (JsonException e)
        {
            throw new NotAKinesisEventException($"The body is not JSON: {Reason.Clean(e.Message, longest: 160)}", e);
        }
        catch (InvalidOperationException e)
        {
            throw new NotAKinesisEventException("The body holds text that is not valid Unicode.", e);
        }
    }

    public void Dispose()
    {
        _decoded.Dispose();
        _unescaped.Dispose();
    }

    private void FindRecords()
    {
        _reader.Read();
        if (_reader.TokenType != JsonTokenType.StartObject)
            throw new NotAKinesisEventException("The body is not a JSON object.");
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!_reader.ValueTextEquals("Records"u8))
            {
                _reader.Skip();
                continue;
            }

            _reader.Read();
            if (_reader.TokenType != JsonTokenType.StartArray)
                throw new NotAKinesisEventException("Records is not an array.");
            _inRecords = true;
            return;
        }

        throw new NotAKinesisEventException("The body has no Records array.");
    }

    private void ReadToEnd()
    {
        while (_reader.Read())
        {
            if (_reader.TokenType != JsonTokenType.PropertyName)
                continue;
            if (_reader.ValueTextEquals("Records"u8))
                throw new NotAKinesisEventException("The body has Records twice.");
            _reader.Skip();
        }
    }

    private void ReadRecord()
    {
        if (_reader.TokenType != JsonTokenType.StartObject)
            throw new NotAKinesisEventException($"Records[{Index}] is not an object.");
        Sequence = default;
        Source = default;
        _hasPayload = false;
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = Cell.TextOf(ref _reader);
            _reader.Read();
            if (name.Length == 7 && name.SequenceEqual("kinesis"u8) && _reader.TokenType == JsonTokenType.StartObject)
                ReadKinesis();
            else if (name.Length == 14 && name.SequenceEqual("eventSourceARN"u8) && _reader.TokenType == JsonTokenType.String)
                Source = Cell.TextOf(ref _reader);
            else
                Cell.Leave(ref _reader);
        }

        if (!_hasPayload)
            throw new NotAKinesisEventException($"Records[{Index}] has no kinesis.data string.");
        if (Sequence.IsEmpty)
            throw new NotAKinesisEventException($"Records[{Index}] has no kinesis.sequenceNumber string.");
    }

    private void ReadKinesis()
    {
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = Cell.TextOf(ref _reader);
            _reader.Read();
            if (name.Length == 4 && name.SequenceEqual("data"u8))
                ReadData();
            else if (name.Length == 14 && name.SequenceEqual("sequenceNumber"u8))
                Sequence = _reader.TokenType == JsonTokenType.String
                    ? Cell.TextOf(ref _reader)
                    : throw new NotAKinesisEventException($"Records[{Index}].kinesis.sequenceNumber is not a string.");
            else
                Cell.Leave(ref _reader);
        }
    }

    private void ReadData()
    {
        if (_reader.TokenType != JsonTokenType.String)
            throw new NotAKinesisEventException($"Records[{Index}].kinesis.data is not a string.");
        _undecoded = _reader.ValueSpan;

        // Some serializers write the + of base64 as an escape.
        if (_reader.ValueIsEscaped)
        {
            var space = _unescaped.Take(_undecoded.Length);
            _undecoded = space[.._reader.CopyString(space)];
        }

        var decoded = _decoded.Take(Base64.GetMaxDecodedFromUtf8Length(_undecoded.Length));
        var status = Base64.DecodeFromUtf8(_undecoded, decoded, out _, out var length);
        _payloadLength = status == OperationStatus.Done ? length : -1;
        _hasPayload = true;
    }
}
