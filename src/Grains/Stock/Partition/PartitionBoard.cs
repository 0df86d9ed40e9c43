using System.Collections.Immutable;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Stock.Levels;
using RefillRadar.Grains.Thresholds;

namespace RefillRadar.Grains.Stock.Partition;

/// <summary>Reads a partition's levels for lists, pages and counts.</summary>
internal sealed class PartitionBoard(int number, StockPartition partition, PartitionPorts ports)
{
    private readonly PartitionLevels _levels = partition.Levels;
    private long _outdatedTicks;

    /// <summary>Levels from before this time, UTC, are stale: the table was emptied then. Null when it never was.</summary>
    public DateTimeOffset? OutdatedBefore
    {
        set => _outdatedTicks = Math.Max(_outdatedTicks, value?.UtcTicks ?? 0);
    }

    /// <summary>The first products of a query, in order of their keys.</summary>
    public ImmutableArray<ProductLevel> List(ProductQuery query)
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

        return found.ToImmutable();
    }

    /// <summary>One product, or null.</summary>
    public async Task<ProductDetail?> GetAsync(string key, CancellationToken cancellationToken)
    {
        if (LevelOf(key) is not { } level)
            return null;
        var now = ports.Time.GetUtcNow();
        var recent = (await LevelsAsync(key, now.AddDays(-1), now.AddMinutes(1), cancellationToken)).ToList();
        if (level is { Quantity: { } quantity, UpdatedAt: { } updatedAt } && (recent.Count == 0 || recent[^1].At < updatedAt))
            recent.Add(new LevelSample(key, updatedAt, quantity));
        var demand = _levels.Table.Find(key) is var index and >= 0 ? _levels.Table[index].Demand : default;
        return new ProductDetail(level, partition.RuleOf(key), demand.PerDay(now, ports.Alerts), demand.Samples, [.. recent])
        {
            Row = partition.Rules.RowOf(key),
        };
    }

    /// <summary>Levels of one product over time, those not written yet included, oldest first.</summary>
    public async Task<ImmutableArray<LevelSample>> LevelsAsync(
        string key, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        // Taken before the wait: a write-behind meanwhile moves them to the history.
        var unwritten = _levels.Samples.Where(sample => sample.Key == key && sample.At >= from && sample.At < to).ToArray();
        var stored = await ports.History.ReadAsync(number, key, from, to, cancellationToken);
        return [.. stored.Concat(unwritten).DistinctBy(sample => sample.At).OrderBy(sample => sample.At)];
    }

    /// <summary>Current levels of some products.</summary>
    public ImmutableArray<CurrentLevel> Quantities(ImmutableArray<string> keys) =>
        [.. keys.Select(key => _levels.Table.Find(key) is var index and >= 0 ? new CurrentLevel(_levels.Table[index].QuantityOrNull, _levels.Table[index].Revision) : default)];

    /// <summary>All levels of rows that are not known to be deleted.</summary>
    public KnownLevels Known() => KnownLevels.Of(_levels.Table, isComplete: !partition.IsStale);

    /// <summary>Stock keys of all products that have ever been seen.</summary>
    public ImmutableArray<string> SeenKeys()
    {
        var keys = ImmutableArray.CreateBuilder<string>(_levels.Table.Count);
        for (var index = 0; index < _levels.Table.Used; index++)
        {
            if (_levels.Table.KeyAt(index) is { } key)
                keys.Add(key);
        }

        return keys.ToImmutable();
    }

    /// <summary>Counts of products by their state.</summary>
    public PartitionStats Stats() => PartitionStats.Of(_levels, partition.IsStale, _outdatedTicks);

    /// <summary>A level as everybody sees it.</summary>
    public ProductLevel LevelOf(string key, in LevelSlot slot) => LevelOf(key, slot, partition.RuleOf(key));

    private ProductLevel? LevelOf(string key)
    {
        var rule = partition.RuleOf(key);
        var index = _levels.Table.Find(key);
        if (index < 0 && rule is null)
            return null;
        var slot = index < 0 ? default : _levels.Table[index];
        return slot.Has(LevelFlags.Deleted) && rule is null ? null : LevelOf(key, slot, rule);
    }

    private IEnumerable<string> Keys()
    {
        for (var index = 0; index < _levels.Table.Used; index++)
        {
            if (_levels.Table.KeyAt(index) is { } key)
                yield return key;
        }

        foreach (var key in partition.Rules.KeysOf(number))
        {
            if (_levels.Table.Find(key) < 0 && (!ports.Feed.HasWarehouses || key.Contains('@', StringComparison.Ordinal)))
                yield return key;
        }
    }

    private ProductLevel LevelOf(string key, in LevelSlot slot, Rule? rule)
    {
        var now = ports.Time.GetUtcNow();
        var (productId, warehouse) = StockKey.Split(key);
        var cover = slot.HasQuantity && slot.Demand.PerDay(now, ports.Alerts) is { } perDay
            ? Math.Max(0, (double)slot.Quantity / perDay)
            : (double?)null;
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
            Status = slot.IsOpen ? slot.Status : rule is null ? ProductStatus.Untracked : ProductStatus.Normal,
            Severity = slot.IsOpen ? slot.Severity : null,
            AlertId = _levels.OpenAlerts.GetValueOrDefault(key),
            DaysOfCover = cover is { } days ? Math.Round(days, 2) : null,
            StockOutAt = cover is < 3650 ? now.AddDays(cover.Value) : null,
            Soon = cover < rule?.LeadTimeDays,
            Stale = partition.IsStale || (slot.HasQuantity && slot.IsBefore(_outdatedTicks)),
            UpdatedAt = slot.UpdatedTicks > 0 ? new DateTimeOffset(slot.UpdatedTicks, TimeSpan.Zero) : null,
        };
    }
}
