namespace RefillRadar.Grains.Stock.Partition;

/// <summary>
/// The batches of the last minutes by their ids, so that one that is handed over again, since its answer was lost or part of it failed, goes on
/// where it was and counts once.
/// </summary>
internal sealed class RecentBatches(TimeProvider time)
{
    private const int MostBatches = 4096;
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);
    private readonly Dictionary<Guid, (RecentBatch Batch, long At)> _batches = [];
    private readonly Queue<(Guid Id, long At)> _order = new();

    /// <summary>The batch of this id, or null.</summary>
    public RecentBatch? Find(Guid id) => id == Guid.Empty ? null : _batches.GetValueOrDefault(id).Batch;

    /// <summary>Remembers a batch.</summary>
    public void Add(Guid id, RecentBatch batch)
    {
        if (id == Guid.Empty)
            return;
        var now = time.GetTimestamp();
        _batches[id] = (batch, now);
        _order.Enqueue((id, now));
        while (_order.Count > MostBatches || (_order.TryPeek(out var oldest) && time.GetElapsedTime(oldest.At) > Kept))
            Forget(_order.Dequeue());
    }

    // One that was added again since is as new as that.
    private void Forget((Guid Id, long At) entry)
    {
        if (_batches.TryGetValue(entry.Id, out var known) && known.At == entry.At)
            _batches.Remove(entry.Id);
    }
}
