using Microsoft.Extensions.ObjectPool;

namespace RefillRadar.Silo.Ingest;

/// <summary>Which batches are used again: not those that a large request made large, or the memory of a flood would stay.</summary>
internal sealed class IncomingBatchPolicy(StockKeyCache keys) : IPooledObjectPolicy<IncomingBatch>
{
    /// <summary>Most batches that are kept for reuse: as many as are processed at once by default, together at most about 64 MB.</summary>
    public const int MaxKept = 32;

    private const int MaxCapacity = 16 * 1024;

    public IncomingBatch Create() => new(keys);

    public bool Return(IncomingBatch batch) => batch.Capacity <= MaxCapacity;
}
