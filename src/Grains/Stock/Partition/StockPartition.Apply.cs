using System.Collections.Immutable;
using RefillRadar.Grains.Stock.CatchUp;
using RefillRadar.Grains.Stock.Intake;
using RefillRadar.Grains.Stock.Order;

namespace RefillRadar.Grains.Stock.Partition;

/// <summary>The way of a batch: looked at, kept, taken over, decided, answered.</summary>
internal sealed partial class StockPartition
{
    /// <summary>See <see cref="ICatchUpTarget.Apply"/>.</summary>
    public async Task<ApplyResult> ApplyAsync(StockBatch batch, CancellationToken cancellationToken)
    {
        await _tenure.ConfirmAsync(cancellationToken);
        if (_recent.Find(batch.Id) is { } known)
            return await FinishAsync(batch.Id, known, cancellationToken);
        // An earlier attempt may have been kept by an activation that is gone. Catch-up will say.
        if (IsStale && batch is { Attempt: > 1, IsCatchUp: false })
            throw new InvalidOperationException($"Partition {_partition} is still reading what it missed; send the batch again.");
        // The first file may have come into force since the last tick: what comes after it is decided by it.
        if (Rules.Version is null)
            await RefreshRulesAsync(cancellationToken);
        RecentBatch taken;
        using (var intake = StockIntake.Take(Levels.Table, Levels.Logs, batch.Changes.Span, ContextOf(batch)))
        {
            await KeepAsync(batch, intake, cancellationToken);
            // Nobody is answered for what another activation may not know of.
            await _tenure.ConfirmAsync(cancellationToken);
            Levels.Commit(intake);
            _arrivals = intake.Arrivals;
            taken = Report(batch, intake);
        }

        _recent.Add(batch.Id, taken);
        return await FinishAsync(batch.Id, taken, cancellationToken);
    }

    private IntakeContext ContextOf(StockBatch batch) => new(
        batch.TakenAt ?? Time.GetUtcNow(), _tenure.Epoch, _arrivals, TimeSpan.FromMinutes(_ports.Feed.LogResetMinutes), _ports.Alerts);

    // In this order: what is in the journal is marked as missing in the snapshot, and no decision is of an epoch that is not stored.
    private async Task KeepAsync(StockBatch batch, IntakeResult intake, CancellationToken cancellationToken)
    {
        if (intake.News.Count == 0 && intake.Restarted.Count == 0)
            return;
        var now = Time.GetUtcNow();
        var since = batch.IsLogged && intake.OldestTicks < now.UtcTicks ? new DateTimeOffset(intake.OldestTicks, TimeSpan.Zero) : now;
        // What catch-up reads is behind the mark already, by a margin.
        if (!(batch.IsCatchUp && IsStale) || intake.Restarted.Count > 0)
            await _tenure.MarkAsync(IsStale && batch.IsCatchUp ? now : since, intake.Restarted.Count > 0 ? intake.Logs : null, cancellationToken);
        if (!batch.IsLogged && intake.News.Count > 0)
            await _ports.Journal.AppendAsync(_partition, new JournalEntry(now, batch.Id, NewsOf(intake)), cancellationToken);
    }

    private static StockChange[] NewsOf(IntakeResult intake)
    {
        var news = new StockChange[intake.News.Count];
        for (var at = 0; at < news.Length; at++)
            news[at] = intake.Changes[intake.News[at]];
        return news;
    }

    private RecentBatch Report(StockBatch batch, IntakeResult intake)
    {
        foreach (var log in intake.Restarted)
            _host.LogRestarted(log);
        var undecided = intake.Asks.Sum(ask => ask.Changes.Count);
        Levels.Records += intake.News.Count - undecided;
        _writer.Journaled(batch.IsLogged ? 0 : intake.News.Count);
        var result = new ApplyResult(intake.News.Count - undecided, intake.Duplicates, intake.Older) { Rejected = [.. intake.Rejected] };
        Tally.Applied(result.Skipped, 0, intake.Asks.Count);
        _ports.Metrics.Applied(result.Applied, result.Skipped, intake.Asks.Count);
        return new RecentBatch(result, [.. intake.Asks]);
    }

    // Puts to the products what they have not decided yet. A batch that comes again goes on here.
    private async Task<ApplyResult> FinishAsync(Guid id, RecentBatch batch, CancellationToken cancellationToken)
    {
        if (batch.Undecided.IsEmpty)
            return batch.Result;
        var (failed, rejected) = await _products.DecideAsync(batch.Undecided, cancellationToken);
        await _tenure.ConfirmAsync(cancellationToken);
        var decided = batch.Undecided.Sum(ask => ask.Changes.Count) - failed.Sum(ask => ask.Changes.Count) - rejected.Length;
        Levels.Records += decided;
        Tally.Applied(0, failed.Sum(ask => ask.Changes.Count), 0);
        _ports.Metrics.Applied(decided, 0, 0);
        var result = batch.Result with
        {
            Applied = batch.Result.Applied + decided,
            Rejected = [.. batch.Result.Rejected, .. rejected],
            Failed = [],
        };
        _recent.Add(id, new RecentBatch(result, failed));
        return result with { Failed = [.. failed.SelectMany(ask => ask.Indexes)] };
    }
}
