using System.Collections.Immutable;
using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Stock.Partition;
using RefillRadar.Grains.Thresholds;

namespace RefillRadar.Grains.Board;

/// <summary>What pages and the API ask of the grains. Works in a silo and in a client of the cluster alike.</summary>
public interface IRadar
{
    /// <summary>One page of products, in order of their keys.</summary>
    Task<ProductPage> ListProductsAsync(ProductQuery query, CancellationToken cancellationToken);

    /// <summary>One product; null when neither a level nor a threshold row is known.</summary>
    Task<ProductDetail?> GetProductAsync(string key, CancellationToken cancellationToken);

    /// <summary>One page of alerts with their current quantities.</summary>
    Task<AlertPage> ListAlertsAsync(AlertQuery query, CancellationToken cancellationToken);

    /// <summary>One alert with its history and current quantity, or null.</summary>
    Task<AlertRow?> GetAlertAsync(string id, CancellationToken cancellationToken);

    /// <summary>Acknowledges, snoozes or unsnoozes.</summary>
    Task<AlertActionResult> ActAsync(string alertId, AlertAction action, CancellationToken cancellationToken);

    /// <summary>The numbers at the top of the page, at most a second old.</summary>
    Task<RadarStats> GetStatsAsync(CancellationToken cancellationToken);

    /// <summary>Which thresholds are in force.</summary>
    Task<ThresholdsInfo> GetThresholdsAsync(CancellationToken cancellationToken);

    /// <summary>One page of the rows in force, in the order of the file.</summary>
    Task<ThresholdPage> ListThresholdsAsync(ThresholdQuery query, CancellationToken cancellationToken);

    /// <summary>Levels of a product over time, oldest first: every decision, others at most one a minute; kept 30 days.</summary>
    Task<ImmutableArray<LevelSample>> GetLevelsAsync(string key, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken);

    /// <summary>
    /// Which alerts a threshold would have raised in the last 7 days: the levels go through the real decision. Hold and the rest are those
    /// of the row in force, or the installation's. Null when no such product is known.
    /// </summary>
    Task<WhatIf?> WhatIfAsync(string key, decimal threshold, decimal? recovery, CancellationToken cancellationToken);

    /// <summary>All teams of the rows in force, in order.</summary>
    Task<ImmutableArray<string>> GetTeamsAsync(CancellationToken cancellationToken);

    /// <summary>How the rows in force match the products that have been seen.</summary>
    Task<ThresholdMatch> MatchThresholdsAsync(CancellationToken cancellationToken);

    /// <summary>What would become of a threshold file. It is not put into force.</summary>
    Task<ThresholdCheck> CheckThresholdsAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>How every stage is, at most two seconds old. What does not answer within five seconds is named in it.</summary>
    Task<SystemStatus> GetSystemAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Subscribes, or renews: to be called every few seconds, well inside the expiry of a minute. The reference comes from
    /// <c>IGrainFactory.CreateObjectReference</c>; keep the object itself alive. Levels come only while they are asked for. False when a
    /// partition did not know the observer (the first time, and after it moved): the state is to be read again.
    /// </summary>
    Task<bool> SubscribeAsync(IRadarObserver observer, bool levels, CancellationToken cancellationToken);
}
