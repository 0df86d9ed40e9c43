using RefillRadar.Grains.Stock.CatchUp;
using RefillRadar.Grains.Stock.Intake;

namespace RefillRadar.Grains.Stock.Partition;

/// <summary>The way of a batch: looked at, kept, taken over, decided, answered. Batches that came while another waited for the disk go together.</summary>
internal sealed partial class StockPartition
{
    // Bounds a round; one batch is always taken.
    private const int MostChanges = 16_384;
    private readonly Queue<PendingBatch> _pending = new();

    /// <summary>See <see cref="ICatchUpTarget.Apply"/>. May be called while another call is under way.</summary>
    public async Task<ApplyResult> ApplyAsync(StockBatch batch)
    {
        var pending = new PendingBatch(batch);
        _pending.Enqueue(pending);
        await _turns.RunAsync(async () =>
        {
            if (!pending.Done.IsCompleted)
                await RoundAsync();
        });
        return await pending.Done;
    }

    private async Task RoundAsync()
    {
        var round = NextRound();
        try
        {
            await _tenure.ConfirmAsync(CancellationToken.None);
            // The first file may have come into force since the last tick: what comes after it is decided by it.
            if (Rules.Version is null)
                await RefreshRulesAsync(CancellationToken.None);
            await TakeAsync([.. round.Where(IsNew)]);
            if (round.Any(pending => pending.Taken is { HasAsks: true }))
                await DecideAsync(round);
            foreach (var pending in round.Where(pending => pending.Taken is not null))
                pending.Complete(Report(pending.Batch, pending.Taken!));
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
        for (var changes = 0; _pending.TryPeek(out var next) && (round.Count == 0 || changes + next.Batch.Changes.Length <= MostChanges);)
        {
            changes += next.Batch.Changes.Length;
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

    private async Task TakeAsync(IReadOnlyList<PendingBatch> round)
    {
        if (round.Count == 0)
            return;
        var context = new IntakeContext(
            Time.GetUtcNow(), _tenure.Epoch, Levels.Arrivals, TimeSpan.FromMinutes(_ports.Feed.LogResetMinutes), _ports.Alerts,
            Rules.Since, Levels.Interim);
        using var intake = StockIntake.Take(Levels.Table, Levels.Logs, [.. round.Select(pending => pending.Batch)], context);
        // A journal that failed may have kept them all the same: no number is given twice.
        Levels.Arrivals = intake.Arrivals;
        await KeepAsync(intake, context.Now);
        // Nobody is answered for what another activation may not know of.
        await _tenure.ConfirmAsync(CancellationToken.None);
        var counts = intake.Parts.Select(part => Levels.Count(part, context.Now)).ToArray();
        Levels.Commit(intake);
        foreach (var log in intake.Restarted)
            _host.LogRestarted(log);
        for (var number = 0; number < round.Count; number++)
        {
            var taken = round[number].Taken = new RecentBatch(intake.Parts[number], number, counts[number]);
            if (!round[number].Batch.IsCatchUp)
                _recent.Add(round[number].Batch.Id, taken);
        }
    }

    // In this order: what is in the journal is marked as missing in the snapshot, and no decision is of an epoch that is not stored.
    private async Task KeepAsync(IntakeResult intake, DateTimeOffset now)
    {
        var parts = intake.Parts.Where(part => part.News.Count > 0).ToArray();
        var since = parts.Length == 0 ? now : parts.Min(part => SinceOf(part, now));
        if (parts.Length > 0 || intake.Restarted.Count > 0)
            await _tenure.MarkAsync(since, intake.Restarted.Count > 0 ? intake.Logs : null, CancellationToken.None);
        JournalEntry[] entries =
            [.. parts.Where(part => !part.Batch.IsLogged).Select(part => new JournalEntry(now, part.Batch.Id, part.News))];
        if (entries.Length == 0)
            return;
        await _ports.Journal.AppendAsync(_partition, entries, CancellationToken.None);
        _writer.Journaled(entries.Sum(entry => entry.Changes.Count));
    }

    // What catch-up reads is behind the mark already, by a margin.
    private DateTimeOffset SinceOf(IntakePart part, DateTimeOffset now) =>
        !part.Batch.IsLogged || (IsStale && part.Batch.IsCatchUp) || part.OldestTicks >= now.UtcTicks
            ? now
            : new DateTimeOffset(part.OldestTicks, TimeSpan.Zero);

    private async Task DecideAsync(IReadOnlyList<PendingBatch> round)
    {
        var asks = round.SelectMany(pending => pending.Taken?.Undecided ?? []).Distinct().ToArray();
        await _products.DecideAsync(asks, CancellationToken.None);
        Tally.Asked(asks.Length);
        _ports.Metrics.Asked(asks.Length);
        await _tenure.ConfirmAsync(CancellationToken.None);
    }

    private ApplyResult Report(StockBatch batch, RecentBatch taken)
    {
        var result = taken.Result();
        // Its sender may still be trying, and would be counted twice. What was rejected it has to hear by itself, for the quarantine.
        if (batch.IsCatchUp && result.Failed.IsEmpty && result.Rejected.IsEmpty)
            _recent.Add(batch.Id, taken);
        var applied = taken.Count(result);
        Levels.Records += applied;
        Tally.Applied(result.Skipped, result.Failed.Length);
        _ports.Metrics.Applied(applied, result.Skipped);
        return result;
    }
}
