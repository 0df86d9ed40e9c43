using System.Security.Cryptography;

namespace RefillRadar.Ingest.Formats.Envelope;

/// <summary>
/// Walks the records that the Kinesis Producer Library has put into one: four magic bytes, a protobuf message, its MD5. Only what is
/// needed is read of it: field 3 of the message are the records, field 3 of a record is its data.
/// https://github.com/awslabs/amazon-kinesis-producer/blob/master/aggregation-format.md
/// </summary>
internal ref struct AggregatedRecord
{
    private const int RecordsField = 3;
    private const int DataField = 3;
    private const int Bytes = 2;
    private ReadOnlySpan<byte> _rest;

    private AggregatedRecord(ReadOnlySpan<byte> message) => _rest = message;

    private static ReadOnlySpan<byte> Magic => [0xF3, 0x89, 0x9A, 0xC2];

    /// <summary>Data of the record.</summary>
    public ReadOnlySpan<byte> Data { get; private set; }

    /// <summary>Whether the message could not be read to its end.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Whether a payload is such a record. No JSON begins with these bytes.</summary>
    public static bool Is(ReadOnlySpan<byte> payload) => payload.StartsWith(Magic);

    /// <summary>Opens the record; broken when its checksum is wrong.</summary>
    public static AggregatedRecord Open(ReadOnlySpan<byte> payload)
    {
        if (payload.Length < Magic.Length + MD5.HashSizeInBytes)
            return new AggregatedRecord(default) { IsBroken = true };
        var message = payload[Magic.Length..^MD5.HashSizeInBytes];
#pragma warning disable CA5351 // The format's checksum; no secret depends on it.
        return MD5.HashData(message).AsSpan().SequenceEqual(payload[^MD5.HashSizeInBytes..])
            ? new AggregatedRecord(message)
            : new AggregatedRecord(default) { IsBroken = true };
#pragma warning restore CA5351
    }

    /// <summary>Goes to the next record. False at the end, and where the message is broken.</summary>
    public bool MoveNext()
    {
        while (!_rest.IsEmpty)
        {
            if (!TryReadField(ref _rest, out var field, out var record))
                return Break();
            if (field != RecordsField)
                continue;
            Data = default;
            while (!record.IsEmpty)
            {
                if (!TryReadField(ref record, out var part, out var value))
                    return Break();
                if (part == DataField)
                    Data = value;
            }

            return true;
        }

        return false;
    }

    private bool Break()
    {
        IsBroken = true;
        return false;
    }

    // https://protobuf.dev/programming-guides/encoding/: of fixed and varint fields the value is skipped.
    private static bool TryReadField(scoped ref ReadOnlySpan<byte> rest, out ulong field, out ReadOnlySpan<byte> value)
    {
        value = default;
        field = 0;
        if (!TryReadVarint(ref rest, out var tag))
            return false;
        field = tag >> 3;
        ulong length;
        switch (tag & 7)
        {
            case 0:
                return TryReadVarint(ref rest, out _);
            case 1:
                length = 8;
                break;
            case Bytes:
                if (!TryReadVarint(ref rest, out length))
                    return false;
                break;
            case 5:
                length = 4;
                break;
            default:
                return false;
        }

        if (length > (ulong)rest.Length)
            return false;
        value = (tag & 7) == Bytes ? rest[..(int)length] : default;
        rest = rest[(int)length..];
        return true;
    }

    private static bool TryReadVarint(scoped ref ReadOnlySpan<byte> rest, out ulong value)
    {
        value = 0;
        for (var at = 0; at < Math.Min(rest.Length, 10); at++)
        {
            value |= (ulong)(rest[at] & 0x7F) << (7 * at);
            if (rest[at] >= 0x80)
                continue;
            rest = rest[(at + 1)..];
            return true;
        }

        return false;
    }
}
