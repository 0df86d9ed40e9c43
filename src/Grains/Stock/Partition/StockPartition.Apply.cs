using RefillRadar.Grains.Stock.CatchUp;
using RefillRadar.Grains.Stock.Intake;

namespace RefillRadar.Grains.Stock.Partition;

/// <summary>The way of a batch: looked at, kept, taken over, decided, answered.</summary>
internal sealed partial class StockPartition
{
    private async Task TakeAsync(List<PendingBatch> round)
    {
        if (round.Count == 0)
            return;
        var context = new IntakeContext(
            Time.GetUtcNow(), _tenure.Epoch, Levels.Arrivals, TimeSpan.FromMinutes(_ports.Feed.LogResetMinutes), _ports.Alerts,
            Rules.Since, Levels.Interim);
        using var intake = StockIntake.Take(Levels.Table, Levels.Logs, round.ConvertAll(pending => pending.Batch), context);
        // A journal that failed may have kept them all the same: no number is given twice.
        Levels.Arrivals = intake.Arrivals;
        await KeepAsync(intake, context.Now);
        // Nobody is answered for what another activation may not know of.
        await _tenure.ConfirmAsync(CancellationToken.None);
        var counts = Array.ConvertAll(intake.Parts, part => Levels.Count(part, context.Now));
        Levels.Commit(intake);
        foreach (var log in intake.Restarted)
            _host.LogRestarted(log);
        for (var number = 0; number < round.Count; number++)
        {
            var taken = round[number].Taken = new RecentBatch(intake.Parts[number], number, counts[number]);
            // With its levels: whatever fails from here on, they are not counted again.
            Count(taken, taken.Result());
            if (!round[number].Batch.IsCatchUp)
                _recent.Add(round[number].Batch.Id, taken);
        }
    }

    // In this order: what is in the journal is marked as missing in the snapshot, and no decision is of an epoch that is not stored.
    private async Task KeepAsync(IntakeResult intake, DateTimeOffset now)
    {
        DateTimeOffset? since = intake.Restarted.Count > 0 ? now : null;
        List<JournalEntry>? entries = null;
        foreach (var part in intake.Parts)
        {
            if (part.News.Count == 0)
                continue;
            var first = SinceOf(part, now);
            since = since < first ? since : first;
            if (!part.Batch.IsLogged)
                (entries ??= []).Add(new JournalEntry(now, part.Batch.Id, part.News));
        }

        if (since is { } missing)
            await _tenure.MarkAsync(missing, intake.Restarted.Count > 0 ? intake.Logs : null, CancellationToken.None);
        if (entries is null)
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
        Count(taken, result);
        if (result.Skipped > 0 || !result.Failed.IsEmpty)
        {
            Tally.Applied(result.Skipped, result.Failed.Length);
            _ports.Metrics.Skipped(result.Skipped);
        }

        return result;
    }

    private void Count(RecentBatch taken, ApplyResult result)
    {
        var more = taken.Count(result);
        if (more == 0)
            return;
        Levels.Records += more;
        _ports.Metrics.Applied(more);
    }
}
