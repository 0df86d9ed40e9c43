using System.Collections.Immutable;
using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Stock.Intake;
using RefillRadar.Grains.Stock.Levels;
using RefillRadar.Grains.Stock.Order;

namespace RefillRadar.Grains.Stock.Partition;

internal sealed partial class StockPartitionGrain
{
    // Calls of the batch under way: the indexes of each product's changes, from the first that tripped.
    private readonly Dictionary<int, List<int>> _calls = [];

    public async Task<ApplyResult> Apply(StockBatch batch, CancellationToken cancellationToken)
    {
        await ConfirmEpochAsync(cancellationToken);
        await MarkDirtyAsync(batch, cancellationToken);
        var now = time.GetUtcNow();
        // The first file may have come into force since the last tick: what comes after it is decided by it.
        if (_rules.Version is null)
            await RefreshRulesAsync(now, cancellationToken);
        var skipped = TakeIn(batch.Changes.Span, now);
        if (_calls.Count == 0)
        {
            _records += batch.Changes.Length - skipped;
            _tally.Applied(skipped, 0, 0);
            metrics.Applied(batch.Changes.Length - skipped, skipped, 0);
            return new ApplyResult(batch.Changes.Length - skipped, skipped, []);
        }

        var calls = _calls.Select(call => (call.Key, Key: _table[call.Key].Key!, Indexes: call.Value)).ToArray();
        _calls.Clear();
        foreach (var (index, _, _) in calls)
            _table[index].Set(LevelFlags.Called, false);
        var failed = ImmutableArray.CreateBuilder<int>();
        var outcomes = await Task.WhenAll(calls.Select(call => DecideAsync(call.Key, batch.Changes, call.Indexes, cancellationToken)));
        for (var call = 0; call < calls.Length; call++)
        {
            if (!outcomes[call])
                failed.AddRange(calls[call].Indexes);
        }

        var applied = batch.Changes.Length - skipped - failed.Count;
        _records += applied;
        _tally.Applied(skipped, failed.Count, calls.Length);
        metrics.Applied(applied, skipped, calls.Length);
        return new ApplyResult(applied, skipped, failed.ToImmutable());
    }

    private int TakeIn(ReadOnlySpan<StockChange> changes, DateTimeOffset now)
    {
        var order = BatchOrder.Of(changes);
        var skipped = 0;
        for (var place = 0; place < changes.Length; place++)
        {
            var number = order is null ? place : order[place];
            ref readonly var change = ref changes[number];
            var index = _table.FindOrAdd(change.Key);
            ref var slot = ref _table[index];
            if (slot.Has(LevelFlags.Called))
            {
                _calls[index].Add(number);
                continue;
            }

            if (!_table.IsNews(slot, change.Position))
            {
                skipped++;
                continue;
            }

            var quantity = change.Quantity ?? slot.QuantityOrNull;
            if (change.Operation == StockOperation.Delete || quantity is null || !slot.Tripwire.Holds(quantity.Value))
            {
                slot.Set(LevelFlags.Called, true);
                _calls[index] = [number];
                continue;
            }

            Observe(ref slot, quantity.Value, change, now);
            _table.Advance(ref slot, change.Position);
            slot.SetQuantity(quantity);
            slot.UpdatedTicks = TimeOf(change, now).UtcTicks;
            _table.Touch(index);
            Unpushed(ref slot, index);
            if (!slot.Has(LevelFlags.Sampled))
                Sample(ref slot, TimeOf(change, now));
        }

        return skipped;
    }

    private async Task<bool> DecideAsync(string key, ReadOnlyMemory<StockChange> changes, List<int> indexes, CancellationToken cancellationToken)
    {
        try
        {
            var now = time.GetUtcNow();
            ImmutableArray<StockChange> trail = [.. indexes.Select(index => changes.Span[index])];
            var observed = Trail(key, trail, now);
            var answer = await AskAsync(key, call => call with { Changes = trail }, cancellationToken);
            if (Find(key, out var index))
            {
                ref var slot = ref _table[index];
                slot.Demand = observed;
                slot.UpdatedTicks = TimeOf(trail[^1], now).UtcTicks;
                Sample(ref slot, TimeOf(trail[^1], now), answer.Decided);
            }

            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            _tally.Error($"product {key}: {exception.Message}");
            LogUndecided(logger, exception, key);
            return false;
        }
    }

    // What the changes say of demand; kept only once the product has decided.
    private Demand Trail(string key, ImmutableArray<StockChange> trail, DateTimeOffset now)
    {
        if (!Find(key, out var index))
            return default;
        ref var slot = ref _table[index];
        var demand = slot.Demand;
        var before = slot.QuantityOrNull;
        foreach (var change in trail)
        {
            if (change is { Operation: StockOperation.Update, Quantity: { } after } && before is { } known)
                demand.Observe(known, after, TimeOf(change, now), options.Value);
            before = change.Operation == StockOperation.Delete ? null : change.Quantity ?? before;
        }

        return demand;
    }

    private void Observe(ref LevelSlot slot, decimal quantity, in StockChange change, DateTimeOffset now)
    {
        if (change.Operation == StockOperation.Update && slot.HasQuantity)
            slot.Demand.Observe(slot.Quantity, quantity, TimeOf(change, now), options.Value);
    }

    private async Task<ProductAnswer> AskAsync(string key, Func<ProductCall, ProductCall> ask, CancellationToken cancellationToken)
    {
        var level = Find(key, out var index)
            ? new StockLevel(_table[index].QuantityOrNull, _table.PositionOf(_table[index]))
            : default;
        var call = ask(new ProductCall { Rule = _rules.Resolve(key, options.Value), Level = level });
        var answer = await GrainFactory.GetGrain<IProductGrain>(key).Decide(call, cancellationToken);
        Absorb(key, answer);
        return answer;
    }

    private void Absorb(string key, ProductAnswer answer)
    {
        // A product without a level that has nothing open leaves no trace (a threshold looked at, a mark that came late).
        if (!Find(key, out var index))
        {
            if (answer.Level.Quantity is null && answer.Open is null)
                return;
            index = _table.FindOrAdd(key);
        }

        ref var slot = ref _table[index];
        slot.SetQuantity(answer.Level.Quantity);
        _table.SetPosition(ref slot, answer.Level.Position);
        slot.SetTripwire(answer.Tripwire);
        slot.Revision = (uint)answer.Revision;
        slot.Status = answer.Status;
        slot.Severity = answer.Open?.Severity ?? AlertSeverity.Low;
        slot.Set(LevelFlags.Deleted, answer.Deleted);
        if (answer.Open is { } open)
            _openAlerts[key] = open.Id;
        else
            _openAlerts.Remove(key);
        _due.Set(key, answer.Due);
        _table.Touch(index);
        Unpushed(ref slot, index);
        PushAlerts(answer.Changed);
    }

    private bool Find(string key, out int index) => (index = _table.Find(key)) >= 0;

    // The first change after a snapshot is noted durably, with the time from which the log would have to be read again.
    private async Task MarkDirtyAsync(StockBatch batch, CancellationToken cancellationToken)
    {
        if (stored.State.DirtySince is not null || batch.Changes.Length == 0)
            return;
        var since = time.GetUtcNow();
        foreach (ref readonly var change in batch.Changes.Span)
        {
            if (change.CommittedTicks > 0 && change.CommittedTicks < since.UtcTicks)
                since = new DateTimeOffset(change.CommittedTicks, TimeSpan.Zero);
        }

        stored.State = stored.State with { DirtySince = since };
        try
        {
            await stored.WriteStateAsync(cancellationToken);
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }

        _epochConfirmedAt = time.GetUtcNow();
    }

    private void Sample(ref LevelSlot slot, DateTimeOffset at, bool always = true)
    {
        if (!slot.HasQuantity || (!always && slot.Has(LevelFlags.Sampled)))
            return;
        slot.Set(LevelFlags.Sampled, true);
        _samples.Add(new LevelSample(slot.Key!, at, slot.Quantity));
    }

    // Commit time where it is believable, so that a backlog lands on the chart where it belongs.
    private static DateTimeOffset TimeOf(in StockChange change, DateTimeOffset now)
    {
        var age = now.UtcTicks - change.CommittedTicks;
        return change.CommittedTicks > 0 && age is > 0 and < 2 * TimeSpan.TicksPerDay
            ? new DateTimeOffset(change.CommittedTicks, TimeSpan.Zero)
            : now;
    }
}
