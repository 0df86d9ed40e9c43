using System.Buffers.Binary;
using System.Text;

namespace RefillRadar.Bench.Pages.Circuit;

/// <summary>Reads MessagePack as far as hub messages use it.</summary>
internal ref struct PackReader(ReadOnlySpan<byte> rest)
{
    private ReadOnlySpan<byte> _rest = rest;

    /// <summary>Takes the next message off a buffer; false while it is not there whole.</summary>
    public static bool TryTake(ReadOnlySpan<byte> buffer, out ReadOnlySpan<byte> message, out int taken)
    {
        message = default;
        taken = 0;
        var length = 0;
        for (var at = 0; at < Math.Min(5, buffer.Length); at++)
        {
            length |= (buffer[at] & 0x7f) << (7 * at);
            if (buffer[at] >= 0x80)
                continue;
            taken = at + 1 + length;
            if (buffer.Length < taken)
                return false;
            message = buffer[(at + 1)..taken];
            return true;
        }

        return false;
    }

    public int Array() => Byte() switch
    {
        >= 0x90 and <= 0x9f and var head => head & 0x0f,
        0xdc => (int)Number(2),
        var head => throw Unexpected(head),
    };

    public long Integer() => Byte() switch
    {
        <= 0x7f and var value => value,
        >= 0xe0 and var value => (sbyte)value,
        0xcc => (long)Number(1),
        0xcd => (long)Number(2),
        0xce => (long)Number(4),
        0xcf or 0xd3 => (long)Number(8),
        0xd0 => (sbyte)Number(1),
        0xd1 => (short)Number(2),
        0xd2 => (int)Number(4),
        var head => throw Unexpected(head),
    };

    public string? Text()
    {
        var head = Byte();
        return head == 0xc0 ? null : Encoding.UTF8.GetString(Take(head switch
        {
            >= 0xa0 and <= 0xbf => head & 0x1f,
            0xd9 => (int)Number(1),
            0xda => (int)Number(2),
            0xdb => (int)Number(4),
            _ => throw Unexpected(head),
        }));
    }

    public ReadOnlySpan<byte> Bytes() => Take(Byte() switch
    {
        0xc4 => (int)Number(1),
        0xc5 => (int)Number(2),
        0xc6 => (int)Number(4),
        var head => throw Unexpected(head),
    });

    public bool Flag() => Byte() == 0xc3;

    /// <summary>Headers of a message, which no one sends.</summary>
    public void EmptyMap()
    {
        if (Byte() is var head and not 0x80)
            throw Unexpected(head);
    }

    private byte Byte() => Take(1)[0];

    private ulong Number(int size)
    {
        var bytes = Take(size);
        return size switch
        {
            1 => bytes[0],
            2 => BinaryPrimitives.ReadUInt16BigEndian(bytes),
            4 => BinaryPrimitives.ReadUInt32BigEndian(bytes),
            _ => BinaryPrimitives.ReadUInt64BigEndian(bytes),
        };
    }

    private ReadOnlySpan<byte> Take(int size)
    {
        var taken = _rest[..size];
        _rest = _rest[size..];
        return taken;
    }

    private static InvalidDataException Unexpected(byte head) => new($"Nothing in a hub message begins with 0x{head:x2} here.");
}
