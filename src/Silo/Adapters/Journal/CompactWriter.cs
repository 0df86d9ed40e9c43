using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace RefillRadar.Silo.Adapters.Journal;

/// <summary>Writes numbers in as few bytes as they need: seven bits a byte, the eighth says that more follow (LEB128); signed ones by zigzag.</summary>
internal sealed class CompactWriter(int size) : IDisposable
{
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(size);
    private int _length;

    public void Byte(byte value)
    {
        Reserve(1);
        _bytes[_length++] = value;
    }

    public void Bytes(ReadOnlySpan<byte> value)
    {
        Reserve(value.Length);
        value.CopyTo(_bytes.AsSpan(_length));
        _length += value.Length;
    }

    public void Unsigned(ulong value)
    {
        Reserve(10);
        while (value >= 0x80)
        {
            _bytes[_length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        _bytes[_length++] = (byte)value;
    }

    public void Signed(long value) => Unsigned((ulong)((value << 1) ^ (value >> 63)));

    public void Text(string value)
    {
        Reserve((value.Length * 3) + 10);
        // The length goes before the text: one byte for nearly every key.
        if (value.Length < 0x80 / 3)
        {
            var written = Encoding.UTF8.GetBytes(value, _bytes.AsSpan(_length + 1));
            _bytes[_length] = (byte)written;
            _length += written + 1;
            return;
        }

        Unsigned((ulong)Encoding.UTF8.GetByteCount(value));
        _length += Encoding.UTF8.GetBytes(value, _bytes.AsSpan(_length));
    }

    public void TextOrNone(string? value)
    {
        Byte(value is null ? (byte)0 : (byte)1);
        if (value is not null)
            Text(value);
    }

    /// <summary>A decimal, exactly: whole ones, nearly all, as a number; others as their four parts.</summary>
    public void Number(decimal value)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        if (parts is [>= 0, 0, 0, 0])
        {
            Unsigned((ulong)parts[0] << 1);
            return;
        }

        Unsigned(1);
        Reserve(16);
        foreach (var part in parts)
        {
            BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(_length), part);
            _length += sizeof(int);
        }
    }

    public byte[] ToArray() => _bytes.AsSpan(0, _length).ToArray();

    public void Dispose() => ArrayPool<byte>.Shared.Return(_bytes);

    private void Reserve(int more)
    {
        if (_bytes.Length - _length >= more)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, _length + more));
        _bytes.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
