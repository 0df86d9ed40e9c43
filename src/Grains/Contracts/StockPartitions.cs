namespace RefillRadar.Grains.Contracts;

/// <summary>How a cluster's products are divided. Fixed: another number would look for every level in another place.</summary>
public static class StockPartitions
{
    /// <summary>Partitions of a cluster.</summary>
    public const int Count = 32;

    /// <summary>The partition of a stock key.</summary>
    public static int Of(string key) => StockKey.PartitionOf(key, Count);

    /// <summary>The partition of the key that has this <see cref="StockKey.Hash"/>.</summary>
    public static int Of(ulong hash) => StockKey.PartitionOf(hash, Count);
}
