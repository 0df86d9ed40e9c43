using System.Collections.Immutable;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Stock.Levels;
using RefillRadar.Grains.Thresholds;

namespace RefillRadar.Grains.Stock.Partition;

internal sealed partial class StockPartitionGrain
{
    public Task<ImmutableArray<ProductLevel>> List(ProductQuery query)
    {
        var filter = new ProductFilter(query);
        var keys = Keys().Where(key => query.Cursor is null || StockKey.Compare(key, query.Cursor) > 0).ToList();
        keys.Sort(StockKey.Compare);
        var found = ImmutableArray.CreateBuilder<ProductLevel>();
        foreach (var key in keys)
        {
            if (LevelOf(key) is { } level && filter.Matches(level))
                found.Add(level);
            if (found.Count > query.Limit)
                break;
        }

        return Task.FromResult(found.ToImmutable());
    }

    public async Task<ProductDetail?> Get(string key, CancellationToken cancellationToken)
    {
        if (LevelOf(key) is not { } level)
            return null;
        var now = time.GetUtcNow();
        var recent = (await Levels(key, now.AddDays(-1), now.AddMinutes(1), cancellationToken)).ToList();
        if (level is { Quantity: { } quantity, UpdatedAt: { } updatedAt } && (recent.Count == 0 || recent[^1].At < updatedAt))
            recent.Add(new LevelSample(key, updatedAt, quantity));
        var demand = Find(key, out var index) ? _table[index].Demand : default;
        return new ProductDetail(
            level, _rules.Resolve(key, options.Value), demand.PerDay(now, options.Value), demand.Samples, [.. recent])
        { Row = _rules.RowOf(key) };
    }

    public async Task<ImmutableArray<LevelSample>> Levels(string key, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        // Taken before the wait: a write-behind meanwhile moves them to the history.
        var unwritten = _samples.Where(sample => sample.Key == key && sample.At >= from && sample.At < to).ToArray();
        var stored = await history.ReadAsync(Partition, key, from, to, cancellationToken);
        return [.. stored.Concat(unwritten).DistinctBy(sample => sample.At).OrderBy(sample => sample.At)];
    }

    public Task<ImmutableArray<decimal?>> Quantities(ImmutableArray<string> keys) =>
        Task.FromResult(keys.Select(key => Find(key, out var index) ? _table[index].QuantityOrNull : null).ToImmutableArray());

    public Task<PartitionStats> Stats()
    {
        int tracked = 0, untracked = 0, low = 0, @out = 0, pending = 0;
        for (var index = 0; index < _table.Used; index++)
        {
            ref var slot = ref _table[index];
            if (slot.Key is null || !slot.HasQuantity)
                continue;
            if (slot.Status == ProductStatus.Untracked)
                untracked++;
            else
                tracked++;
            if (slot.Status == ProductStatus.Pending)
                pending++;
            else if (slot.IsOpen && slot.Severity == AlertSeverity.Out)
                @out++;
            else if (slot.IsOpen)
                low++;
        }

        return Task.FromResult(new PartitionStats(tracked, untracked, low, @out, pending, _records, _stale));
    }

    public async Task<PartitionStatus> Status() => new(
        Partition, this.GrainContext.Address.SiloAddress!.ToParsableString(), await Stats(), _tally.Read(), stored.State.DirtySince);

    public Task<bool> Subscribe(IRadarObserver observer, bool levels)
    {
        var before = _observers.Count;
        _observers.Subscribe(observer, observer);
        if (levels)
            _levelObservers.Subscribe(observer, observer);
        else
            _levelObservers.Unsubscribe(observer);
        return Task.FromResult(_observers.Count == before);
    }

    private IEnumerable<string> Keys()
    {
        for (var index = 0; index < _table.Used; index++)
        {
            if (_table[index].Key is { } key)
                yield return key;
        }

        foreach (var key in _rules.KeysOf(Partition))
        {
            if (_table.Find(key) < 0)
                yield return key;
        }
    }

    private ProductLevel? LevelOf(string key)
    {
        var rule = _rules.Resolve(key, options.Value);
        var known = Find(key, out var index);
        if (!known && rule is null)
            return null;
        var slot = known ? _table[index] : default;
        if (slot.Has(LevelFlags.Deleted) && rule is null)
            return null;
        return Level(key, slot, rule);
    }

    private ProductLevel Level(string key, in LevelSlot slot, Rule? rule)
    {
        var now = time.GetUtcNow();
        var (productId, warehouse) = StockKey.Split(key);
        var cover = slot.HasQuantity && slot.Demand.PerDay(now, options.Value) is { } perDay
            ? Math.Max(0, (double)slot.Quantity / perDay)
            : (double?)null;
        var status = slot.IsOpen ? slot.Status : rule is null ? ProductStatus.Untracked : ProductStatus.Normal;
        return new ProductLevel
        {
            Key = key,
            ProductId = productId,
            Warehouse = warehouse,
            ProductName = rule?.Name ?? productId,
            Category = rule?.Category,
            Team = rule?.Team,
            Quantity = slot.QuantityOrNull,
            Threshold = rule?.Threshold,
            RecoveryThreshold = rule?.RecoveryThreshold,
            Status = status,
            Severity = slot.IsOpen ? slot.Severity : null,
            AlertId = _openAlerts.GetValueOrDefault(key),
            DaysOfCover = cover is { } days ? Math.Round(days, 2) : null,
            StockOutAt = cover is < 3650 ? now.AddDays(cover.Value) : null,
            Soon = cover < rule?.LeadTimeDays,
            Stale = _stale,
            UpdatedAt = slot.UpdatedTicks > 0 ? new DateTimeOffset(slot.UpdatedTicks, TimeSpan.Zero) : null,
        };
    }

    private void PushAlerts(ImmutableArray<Alert> changed)
    {
        if (changed.IsEmpty)
            return;
        foreach (var alert in changed)
            metrics.AlertChanged(alert.Status);
        if (_observers.Count > 0)
            _ = _observers.Notify(observer => observer.AlertsChanged(changed));
    }

    private void Unpushed(ref LevelSlot slot, int index)
    {
        if (_levelObservers.Count == 0 || slot.Has(LevelFlags.Unpushed))
            return;
        slot.Set(LevelFlags.Unpushed, true);
        _unpushed.Add(index);
    }

    // Latest per product, five times a second at most: this runs once a tick.
    private void PushLevels()
    {
        if (_unpushed.Count == 0)
            return;
        var changed = ImmutableArray.CreateBuilder<ProductLevel>(_unpushed.Count);
        foreach (var index in _unpushed)
        {
            ref var slot = ref _table[index];
            slot.Set(LevelFlags.Unpushed, false);
            if (slot.Key is { } key)
                changed.Add(Level(key, slot, _rules.Resolve(key, options.Value)));
        }

        _unpushed.Clear();
        _levelObservers.ClearExpired();
        var levels = changed.ToImmutable();
        _ = _levelObservers.Notify(observer => observer.LevelsChanged(levels));
    }
}
