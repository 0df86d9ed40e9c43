using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;
using RefillRadar.Ingest.Formats.Json;

namespace RefillRadar.Ingest.Formats.Envelope;

/// <summary>
/// Walks a Lambda event of a Kinesis stream, record by record; the plain walk goes as far as it can. What this exposes of a
/// record holds until the next step. https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html
/// </summary>
internal ref struct KinesisEnvelope(ReadOnlySpan<byte> body)
{
    private readonly ReadOnlySpan<byte> _body = body;
    private PlainJson _plain = new(body);
    private AnyJson _any;
    private bool _isPlain = true;
    private PooledBytes _decoded;
    private int _payloadLength = -1;
    private ReadOnlySpan<byte> _undecoded;
    private bool _hasPayload;
    private ReadOnlySpan<byte> _ending;
    private ReadOnlySpan<byte> _endingSource;

    /// <summary>Place of the record, from 0.</summary>
    public int Index { get; private set; } = -1;

    public ReadOnlySpan<byte> Sequence { get; private set; }

    /// <summary>The stream's ARN; empty when the record does not say.</summary>
    public ReadOnlySpan<byte> Source { get; private set; }

    /// <summary>Whether the partition key is a JSON object, as Debezium writes it.</summary>
    public bool HasJsonKey { get; private set; }

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
            var found = false;
            if (_isPlain && (_isPlain = TryMovePlain(out found)))
                return found;
            return MoveAny();
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

    public void Dispose() => _decoded.Dispose();

    /// <summary>False when the next step is not plain.</summary>
    private bool TryMovePlain(out bool found)
    {
        found = false;
        if (Index < 0 && !(_plain.TryTake((byte)'{') && _plain.TryTake("\"Records\""u8) && _plain.TryTake((byte)':') && _plain.TryTake((byte)'[')))
            return false;
        if (_plain.TryTake((byte)']'))
            return _plain.TryTake((byte)'}') && _plain.IsAtEnd;
        if ((Index >= 0 && !_plain.TryTake((byte)',')) || !_plain.ReadValue() || _plain.Kind != JsonTokenType.StartObject)
            return false;
        Index++;
        ReadRecord(ref _plain);
        if (_plain.Failed)
        {
            Index--;
            return false;
        }

        CheckRecord();
        return found = true;
    }

    private bool MoveAny()
    {
        if (_any.Kind == JsonTokenType.None)
            FindRecords();
        _any.Read();
        if (_any.Kind == JsonTokenType.EndArray)
        {
            ReadToEnd();
            return false;
        }

        Index++;
        if (_any.Kind != JsonTokenType.StartObject)
            throw new NotAKinesisEventException($"Records[{Index}] is not an object.");
        ReadRecord(ref _any);
        CheckRecord();
        return true;
    }

    /// <summary>From the start of the body to behind the records that the plain walk has read.</summary>
    private void FindRecords()
    {
        _any = new AnyJson(_body);
        _any.Read();
        if (_any.Kind != JsonTokenType.StartObject)
            throw new NotAKinesisEventException("The body is not a JSON object.");
        while (_any.NextProperty(out var name))
        {
            if (!name.SequenceEqual("Records"u8))
            {
                _any.Skip();
                continue;
            }

            if (_any.Kind != JsonTokenType.StartArray)
                throw new NotAKinesisEventException("Records is not an array.");
            for (var read = 0; read <= Index; read++)
            {
                _any.Read();
                _any.Skip();
            }

            return;
        }

        throw new NotAKinesisEventException("The body has no Records array.");
    }

    private void ReadToEnd()
    {
        while (_any.NextProperty(out var name))
        {
            if (name.SequenceEqual("Records"u8))
                throw new NotAKinesisEventException("The body has Records twice.");
            _any.Skip();
        }

        // Throws on anything after the event.
        _any.Read();
    }

    private void ReadRecord<TTokens>(scoped ref TTokens tokens)
        where TTokens : IJsonTokens, allows ref struct
    {
        Sequence = default;
        Source = default;
        HasJsonKey = false;
        _hasPayload = false;
        ReadOnlySpan<byte> rest = default;
        while (tokens.NextProperty(out var name))
        {
            if (name.Length == 7 && name.SequenceEqual("eventID"u8) && tokens.Kind == JsonTokenType.String)
            {
                // What follows is the same in all records of a stream, so it is walked once.
                if (tokens.TryLeave(_ending))
                {
                    Source = _endingSource;
                    return;
                }

                rest = Source.IsEmpty ? tokens.Rest : default;
            }
            else if (name.Length == 7 && name.SequenceEqual("kinesis"u8) && tokens.Kind == JsonTokenType.StartObject)
            {
                ReadKinesis(ref tokens);
                rest = default;
            }
            else if (name.Length == 14 && name.SequenceEqual("eventSourceARN"u8) && tokens.Kind == JsonTokenType.String)
                Source = tokens.Text;
            else
                tokens.Skip();
        }

        if (rest.IsEmpty || Source.IsEmpty)
            return;
        _ending = rest[..^tokens.Rest.Length];
        _endingSource = Source;
    }

    private readonly void CheckRecord()
    {
        if (!_hasPayload)
            throw new NotAKinesisEventException($"Records[{Index}] has no kinesis.data string.");
        if (Sequence.IsEmpty)
            throw new NotAKinesisEventException($"Records[{Index}] has no kinesis.sequenceNumber string.");
    }

    private void ReadKinesis<TTokens>(scoped ref TTokens tokens)
        where TTokens : IJsonTokens, allows ref struct
    {
        while (tokens.NextProperty(out var name))
        {
            if (name.Length == 4 && name.SequenceEqual("data"u8))
                Decode(TextOf(ref tokens, "data"));
            else if (name.Length == 14 && name.SequenceEqual("sequenceNumber"u8))
                Sequence = TextOf(ref tokens, "sequenceNumber");
            else if (name.Length == 12 && name.SequenceEqual("partitionKey"u8) && tokens.Kind == JsonTokenType.String)
                HasJsonKey = tokens.Text is [(byte)'{', ..];
            else
                tokens.Skip();
        }
    }

    private readonly ReadOnlySpan<byte> TextOf<TTokens>(scoped ref TTokens tokens, string name)
        where TTokens : IJsonTokens, allows ref struct =>
        tokens.Kind == JsonTokenType.String
            ? tokens.Text
            : throw new NotAKinesisEventException($"Records[{Index}].kinesis.{name} is not a string.");

    private void Decode(ReadOnlySpan<byte> text)
    {
        _undecoded = text;
        var decoded = _decoded.Take(Base64.GetMaxDecodedFromUtf8Length(text.Length));
        var status = Base64.DecodeFromUtf8(text, decoded, out _, out var length);
        _payloadLength = status == OperationStatus.Done ? length : -1;
        _hasPayload = true;
    }
}
