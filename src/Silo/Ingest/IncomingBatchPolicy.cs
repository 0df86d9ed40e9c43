using Microsoft.Extensions.ObjectPool;

namespace RefillRadar.Silo.Ingest;

/// <summary>Which batches are used again: not those that a large request made large, or the memory of a flood would stay.</summary>
internal sealed class IncomingBatchPolicy(StockKeyCache keys) : IPooledObjectPolicy<IncomingBatch>
{
    /// <summary>Most batches that wait to be used again: as many as are taken in at once by default, 64 MB of them.</summary>
    public const int MaxKept = 32;

    private const int MaxCapacity = 16 * 1024;

    public IncomingBatch Create() => new(keys);

    public bool Return(IncomingBatch batch) => batch.Capacity <= MaxCapacity;
}
