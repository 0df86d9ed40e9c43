using RefillRadar.Grains.Stock.CatchUp;
using RefillRadar.Grains.Stock.Intake;

namespace RefillRadar.Grains.Stock.Partition;

/// <summary>Batches that came while others waited for the disk go together.</summary>
internal sealed partial class StockPartition
{
    // Bounds a round; one batch is always taken.
    private const int MostChanges = 16_384;
    private readonly Queue<PendingBatch> _pending = new();

    /// <summary>See <see cref="ICatchUpTarget.Apply"/>. May be called while another call is under way.</summary>
    public Task<ApplyResult> ApplyAsync(StockBatch batch)
    {
        var pending = new PendingBatch(batch);
        _pending.Enqueue(pending);
        // The first that waits takes the others along.
        if (_pending.Count == 1)
            _ = _turns.RunAsync(RoundAsync);
        return pending.Done;
    }

    private async Task RoundAsync()
    {
        var round = NextRound();
        if (_pending.Count > 0)
            _ = _turns.RunAsync(RoundAsync);
        try
        {
            await _tenure.ConfirmAsync(CancellationToken.None);
            // The first file may have come into force since the last tick: what comes after it is decided by it.
            if (Rules.Version is null)
                await RefreshRulesAsync(CancellationToken.None);
            await TakeAsync(round.FindAll(IsNew));
            if (round.Exists(pending => pending.Taken is { HasAsks: true }))
                await DecideAsync(round);
            foreach (var pending in round)
            {
                if (pending.Taken is { } taken)
                    pending.Complete(Report(pending.Batch, taken));
            }
        }
        catch (Exception exception)
        {
            foreach (var pending in round)
                pending.Fail(exception);
        }
    }

    private List<PendingBatch> NextRound()
    {
        var round = new List<PendingBatch>();
        var changes = 0;
        while (_pending.TryPeek(out var next))
        {
            changes += next.Batch.Changes.Length;
            // Another attempt of a batch has to find the first one taken.
            if (round.Count > 0 && (changes > MostChanges || round.Exists(next.IsAttemptOf)))
                break;
            round.Add(_pending.Dequeue());
        }

        return round;
    }

    // One that came before goes on where it was. What is read again may come in parts, under one id.
    private bool IsNew(PendingBatch pending)
    {
        var batch = pending.Batch;
        if (batch.IsCatchUp)
            return true;
        if ((pending.Taken = _recent.Find(batch.Id)) is not null)
            return false;
        if (!IsStale || batch.Attempt == 1)
            return true;
        // An earlier attempt may have been kept by an activation that is gone. Catch-up will say.
        pending.Fail(new InvalidOperationException($"Partition {_partition} is still reading what it missed; send the batch again."));
        return false;
    }
}
