using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Feed;
using RefillRadar.Grains.Notifications;
using RefillRadar.Grains.Stock.CatchUp;
using RefillRadar.Grains.Thresholds;

namespace RefillRadar.Grains.Stock.Partition;

/// <summary>
/// The levels of a part of the products, and the board that shows them; key 0 to <see cref="StockPartitions.Count"/> − 1.
/// Only partitions call product grains.
/// </summary>
[Alias("refillradar.partition")]
public interface IStockPartitionGrain : ICatchUpTarget, IThresholdListener, IMarkReceiver, IFeedListener
{
    /// <summary>Looks again at products for which something is due.</summary>
    [Alias("wake"), ResponseTimeout("00:05:00")]
    Task Wake(ImmutableArray<string> keys, CancellationToken cancellationToken);

    /// <summary>Does what a person asked.</summary>
    [Alias("act")]
    Task<AlertActionResult> Act(string key, string alertId, AlertAction action, CancellationToken cancellationToken);

    /// <summary>The first products of a query in this partition, in order of their keys.</summary>
    [AlwaysInterleave, Alias("list")]
    Task<ImmutableArray<ProductLevel>> List(ProductQuery query);

    /// <summary>One product, or null.</summary>
    [AlwaysInterleave, Alias("get")]
    Task<ProductDetail?> Get(string key, CancellationToken cancellationToken);

    /// <summary>Levels of one product over time, those not written yet included, oldest first.</summary>
    [AlwaysInterleave, Alias("levels")]
    Task<ImmutableArray<LevelSample>> Levels(string key, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken);

    /// <summary>Current levels of some products.</summary>
    [AlwaysInterleave, Alias("current-levels")]
    Task<ImmutableArray<CurrentLevel>> Quantities(ImmutableArray<string> keys);

    /// <summary>All levels, to be compared with those of a source.</summary>
    [AlwaysInterleave, Alias("known")]
    Task<KnownLevels> Known();

    /// <summary>Stock keys of all products that have ever been seen.</summary>
    [AlwaysInterleave, Alias("keys")]
    Task<ImmutableArray<string>> Keys();

    /// <summary>Counts.</summary>
    [AlwaysInterleave, Alias("stats")]
    Task<PartitionStats> Stats();

    /// <summary>How it is, for operators.</summary>
    [AlwaysInterleave, Alias("status")]
    Task<PartitionStatus> Status();

    /// <summary>
    /// Subscribes a web process for a minute: to alerts, and to levels too while somebody looks at them. False when this activation did
    /// not know it yet: what an earlier one sent in the meantime reached nobody.
    /// </summary>
    [AlwaysInterleave, Alias("subscribe")]
    Task<bool> Subscribe(IRadarObserver observer, bool levels);
}
