using RefillRadar.Grains.Stock.Intake;

namespace RefillRadar.Grains.Stock.Partition;

/// <summary>
/// The batches of the last minutes by their ids, so that one that is handed over again, since its answer was lost or part of it failed, goes on
/// where it was and counts once. Of nearly all there is no more to remember than three numbers.
/// </summary>
internal sealed class RecentBatches(TimeProvider time)
{
    private const int MostBatches = 4096;
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);
    private readonly Dictionary<Guid, Known> _batches = [];
    private readonly Queue<(Guid Id, long At)> _order = new();

    /// <summary>The batch of this id, or null.</summary>
    public RecentBatch? Find(Guid id) => _batches.TryGetValue(id, out var known) ? known.Read() : null;

    /// <summary>Remembers a batch, once it was counted.</summary>
    public void Add(Guid id, RecentBatch batch)
    {
        if (id == Guid.Empty)
            return;
        var now = time.GetTimestamp();
        _batches[id] = Known.Of(batch, now);
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

    // As objects, thousands of batches per second would be most of what the garbage collector has to trace.
    private readonly record struct Known(RecentBatch? Batch, int Applied, int Duplicates, int Older, long At)
    {
        public static Known Of(RecentBatch batch, long at)
        {
            var result = batch.Result();
            return new Known(batch.IsSettled ? null : batch, result.Applied, result.Duplicates, result.Older, at);
        }

        public RecentBatch Read()
        {
            if (Batch is not null)
                return Batch;
            var settled = new RecentBatch(new ApplyResult(Applied, Duplicates, Older), [], 0, null);
            settled.Count(settled.Result());
            return settled;
        }
    }
}
