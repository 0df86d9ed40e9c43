using System.Text;
using RefillRadar.Grains.Stock;

namespace RefillRadar.Silo.Ingest;

/// <summary>
/// Stock keys by the UTF-8 of their parts, so that a change of a known product makes no string. Each place holds the key
/// that was asked last; losing a race only makes a string again.
/// </summary>
internal sealed class StockKeyCache
{
    private const int Places = 1 << 18;
    private readonly Entry?[] _entries = new Entry?[Places];

    /// <summary>The key and its partition.</summary>
    public Entry Get(ReadOnlySpan<byte> productId, ReadOnlySpan<byte> warehouse)
    {
        var hash = new HashCode();
        hash.AddBytes(productId);
        hash.Add((byte)0);
        hash.AddBytes(warehouse);
        ref var place = ref _entries[hash.ToHashCode() & (Places - 1)];
        if (place is { } known && productId.SequenceEqual(known.ProductId) && warehouse.SequenceEqual(known.Warehouse))
            return known;
        var key = StockKey.Of(Encoding.UTF8.GetString(productId), warehouse.IsEmpty ? null : Encoding.UTF8.GetString(warehouse));
        return place = new Entry(productId.ToArray(), warehouse.ToArray(), key, StockPartitions.Of(key));
    }

    /// <summary>A key and what it was made from.</summary>
    internal sealed record Entry(byte[] ProductId, byte[] Warehouse, string Key, int Partition);
}
