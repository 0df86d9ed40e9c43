using Microsoft.Extensions.ObjectPool;

namespace RefillRadar.Silo.Ingest;

/// <summary>Which batches are used again: not those that a large request made large, or the memory of a flood would stay.</summary>
internal sealed class IncomingBatchPolicy(StockKeyCache keys) : IPooledObjectPolicy<IncomingBatch>
{
    private const int MaxCapacity = 64 * 1024;

    public IncomingBatch Create() => new(keys);

    public bool Return(IncomingBatch batch) => batch.Capacity <= MaxCapacity;
}
