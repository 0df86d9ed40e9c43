using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace RefillRadar.Bench.Pages.Circuit;

/// <summary>Writes the hub messages that a page sends: MessagePack arrays, each after its length.</summary>
internal sealed class PackWriter
{
    private const int InvocationMessage = 1;
    private readonly ArrayBufferWriter<byte> _body = new();
    private readonly ArrayBufferWriter<byte> _framed = new();

    /// <summary>A ping: what keeps the server from giving the page up.</summary>
    public static ReadOnlyMemory<byte> Ping { get; } = new byte[] { 2, 0x91, 6 };

    /// <summary>A call of a hub method; with an id it is answered. The memory holds until the next call.</summary>
    public ReadOnlyMemory<byte> Call(string? id, string method, params ReadOnlySpan<object?> arguments)
    {
        _body.ResetWrittenCount();
        Byte(0x96);
        Integer(InvocationMessage);
        Byte(0x80);
        Value(id);
        Value(method);
        Byte((byte)(0x90 | arguments.Length));
        foreach (var argument in arguments)
            Value(argument);
        Byte(0x90);
        return Frame();
    }

    private ReadOnlyMemory<byte> Frame()
    {
        _framed.ResetWrittenCount();
        var length = _body.WrittenCount;
        do
        {
            _framed.GetSpan(1)[0] = (byte)((length & 0x7f) | (length > 0x7f ? 0x80 : 0));
            _framed.Advance(1);
            length >>= 7;
        }
        while (length > 0);
        _framed.Write(_body.WrittenSpan);
        return _framed.WrittenMemory;
    }

    private void Value(object? value)
    {
        switch (value)
        {
            case null:
                Byte(0xc0);
                break;
            case bool flag:
                Byte(flag ? (byte)0xc3 : (byte)0xc2);
                break;
            case long number:
                Integer(number);
                break;
            case string text:
                Text(text);
                break;
            default:
                throw new ArgumentException($"No page sends a {value.GetType().Name}.", nameof(value));
        }
    }

    private void Integer(long value)
    {
        if (value is >= 0 and < 0x80)
        {
            Byte((byte)value);
            return;
        }

        Byte(0xd3);
        BinaryPrimitives.WriteInt64BigEndian(_body.GetSpan(8), value);
        _body.Advance(8);
    }

    private void Text(string text)
    {
        Byte(0xdb);
        BinaryPrimitives.WriteInt32BigEndian(_body.GetSpan(4), Encoding.UTF8.GetByteCount(text));
        _body.Advance(4);
        Encoding.UTF8.GetBytes(text, _body);
    }

    private void Byte(byte value)
    {
        _body.GetSpan(1)[0] = value;
        _body.Advance(1);
    }
}
