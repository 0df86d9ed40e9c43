using System.Buffers.Binary;
using System.Text;

namespace RefillRadar.Silo.Adapters.Journal;

/// <summary>Reads what <see cref="CompactWriter"/> wrote. Throws <see cref="InvalidDataException"/> where the bytes end too early or cannot be that.</summary>
internal ref struct CompactReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _left = bytes;

    /// <summary>Whether everything was read.</summary>
    public readonly bool IsAtEnd => _left.IsEmpty;

    public byte Byte() => Bytes(1)[0];

    public ReadOnlySpan<byte> Bytes(int count)
    {
        if (_left.Length < count)
            throw new InvalidDataException("A journal entry ends too early.");
        var taken = _left[..count];
        _left = _left[count..];
        return taken;
    }

    public ulong Unsigned()
    {
        ulong value = 0;
        for (var shift = 0; shift < 70; shift += 7)
        {
            var next = Byte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }

        throw new InvalidDataException("A number in a journal entry is too long.");
    }

    public long Signed()
    {
        var value = Unsigned();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    /// <summary>A number of things that follow: at most one a byte.</summary>
    public int Count()
    {
        var count = Unsigned();
        return count <= (ulong)_left.Length ? (int)count : throw new InvalidDataException("A journal entry ends too early.");
    }

    /// <summary>A time in UTC ticks.</summary>
    public DateTimeOffset Time()
    {
        var ticks = Unsigned();
        return ticks <= (ulong)DateTimeOffset.MaxValue.UtcTicks
            ? new DateTimeOffset((long)ticks, TimeSpan.Zero)
            : throw new InvalidDataException("A time in a journal entry is out of range.");
    }

    public string Text() => Encoding.UTF8.GetString(Bytes(Count()));

    public string? TextOrNone() => Byte() == 0 ? null : Text();

    public decimal Number()
    {
        var first = Unsigned();
        if ((first & 1) == 0)
            return first >> 1;
        Span<int> parts = stackalloc int[4];
        foreach (ref var part in parts)
            part = BinaryPrimitives.ReadInt32LittleEndian(Bytes(sizeof(int)));
        // Only the sign and a scale up to 28 may be set beside the number.
        var scale = parts[3] & int.MaxValue;
        return (scale & 0xFFFF) == 0 && scale >> 16 <= 28
            ? new decimal(parts)
            : throw new InvalidDataException("A level in a journal entry is no number.");
    }
}
