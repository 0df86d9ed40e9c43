using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text;

namespace RefillRadar.Silo.Adapters.Embedded.Stores;

/// <summary>Where a page ended: the time and id of its last row, as opaque URL-safe text.</summary>
internal readonly record struct KeysetCursor(long Ticks, string Id)
{
    /// <summary>Before the first row of a list that begins with the newest.</summary>
    public static readonly KeysetCursor Start = new(long.MaxValue, "");

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Reads a cursor; throws <see cref="FormatException"/> for anything that <see cref="ToString"/> did not write.</summary>
    public static KeysetCursor Parse(string? text)
    {
        if (text is null)
            return Start;
        try
        {
            var bytes = Base64Url.DecodeFromChars(text);
            var ticks = bytes.Length > sizeof(long) ? BinaryPrimitives.ReadInt64BigEndian(bytes) : -1;
            if (ticks < 0 || ticks > DateTimeOffset.MaxValue.UtcTicks)
                throw new FormatException();
            return new KeysetCursor(ticks, Strict.GetString(bytes.AsSpan(sizeof(long))));
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            throw new FormatException("The cursor is not one that a previous page gave; leave it out to start at the first page.", exception);
        }
    }

    public override string ToString()
    {
        var bytes = new byte[sizeof(long) + Encoding.UTF8.GetByteCount(Id)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, Ticks);
        Encoding.UTF8.GetBytes(Id, bytes.AsSpan(sizeof(long)));
        return Base64Url.EncodeToString(bytes);
    }
}
