namespace RefillRadar.Grains.Contracts;

/// <summary>
/// The identity of a stock level: the product id, or <c>product@warehouse</c> where a warehouse column is mapped.
/// An <c>@</c> or <c>%</c> inside a product id is written <c>%40</c> and <c>%25</c>, so that a key reads one way only.
/// </summary>
public static class StockKey
{
    /// <summary>Longest key accepted, in characters. Longer ones are quarantined.</summary>
    public const int MaxLength = 256;

    /// <summary>The key of a product, in one warehouse if given.</summary>
    public static string Of(string productId, string? warehouse = null)
    {
        var product = productId.AsSpan().ContainsAny('@', '%')
            ? productId.Replace("%", "%25", StringComparison.Ordinal).Replace("@", "%40", StringComparison.Ordinal)
            : productId;
        return string.IsNullOrEmpty(warehouse) ? product : $"{product}@{warehouse}";
    }

    /// <summary>The product id and warehouse of a key.</summary>
    public static (string ProductId, string? Warehouse) Split(string key)
    {
        var at = key.IndexOf('@', StringComparison.Ordinal);
        var product = at < 0 ? key : key[..at];
        if (product.Contains('%', StringComparison.Ordinal))
            product = product.Replace("%40", "@", StringComparison.Ordinal).Replace("%25", "%", StringComparison.Ordinal);
        return (product, at < 0 ? null : key[(at + 1)..]);
    }

    /// <summary>The partition of a key among <paramref name="partitions"/>: the same on every machine and in every version.</summary>
    public static int PartitionOf(string key, int partitions) => PartitionOf(Hash(key), partitions);

    /// <summary>The partition of the key that has this <see cref="Hash"/>.</summary>
    public static int PartitionOf(ulong hash, int partitions) => (int)((hash ^ (hash >> 32)) % (uint)partitions);

    /// <summary>FNV-1a over the UTF-16 units of a key. http://www.isthe.com/chongo/tech/comp/fnv/</summary>
    public static ulong Hash(ReadOnlySpan<char> key)
    {
        var hash = 14695981039346656037UL;
        foreach (var unit in key)
            hash = (hash ^ unit) * 1099511628211UL;
        return hash;
    }

    /// <summary>Order of keys in lists: whole numbers by value, before all others; the rest ordinal.</summary>
    public static int Compare(string left, string right)
    {
        var leftNumber = IsNumber(left);
        if (leftNumber != IsNumber(right))
            return leftNumber ? -1 : 1;
        return leftNumber && left.Length != right.Length
            ? left.Length.CompareTo(right.Length)
            : string.CompareOrdinal(left, right);
    }

    private static bool IsNumber(string key) =>
        key.Length > 0 && (key[0] != '0' || key.Length == 1) && !key.AsSpan().ContainsAnyExceptInRange('0', '9');
}
