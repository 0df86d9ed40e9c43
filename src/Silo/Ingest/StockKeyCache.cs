using System.Text;
using System.Text.Unicode;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Silo.Ingest;

/// <summary>
/// Stock keys by the UTF-8 of their parts, so that a change of a known product makes no string. Each place holds the key
/// that was asked last; losing a race only makes a string again.
/// </summary>
internal sealed class StockKeyCache(bool ignoreCase = false)
{
    private const int Places = 1 << 18;
    private const int LongestCached = 64;
    private readonly string?[] _keys = new string?[Places];

    /// <summary>The key and its partition.</summary>
    public (string Key, int Partition) Get(ReadOnlySpan<byte> productId, ReadOnlySpan<byte> warehouse)
    {
        Span<char> text = stackalloc char[LongestCached];
        if (!TryWrite(productId, warehouse, text, out var length))
        {
            var made = StockKey.Of(Encoding.UTF8.GetString(productId), warehouse.IsEmpty ? null : Encoding.UTF8.GetString(warehouse));
            made = ignoreCase ? made.ToUpperInvariant() : made;
            return (made, StockPartitions.Of(made));
        }

        text = text[..length];
        if (ignoreCase)
            MemoryExtensions.ToUpperInvariant(text, text);
        var hash = StockKey.Hash(text);
        ref var place = ref _keys[hash >> 32 & (Places - 1)];
        var key = place;
        if (key is null || !text.SequenceEqual(key))
            place = key = text.ToString();
        return (key, StockPartitions.Of(hash));
    }

    // False for what is longer, and for an id that a key does not hold as it is.
    private static bool TryWrite(ReadOnlySpan<byte> productId, ReadOnlySpan<byte> warehouse, Span<char> text, out int length)
    {
        length = 0;
        if (productId.Length + warehouse.Length >= text.Length || productId.ContainsAny((byte)'@', (byte)'%'))
            return false;
        Utf8.ToUtf16(productId, text, out _, out length);
        if (warehouse.IsEmpty)
            return true;
        text[length++] = '@';
        Utf8.ToUtf16(warehouse, text[length..], out _, out var more);
        length += more;
        return true;
    }
}
