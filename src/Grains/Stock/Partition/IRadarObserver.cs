using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Grains.Stock.Partition;

/// <summary>One per web process: hears of every change. Calls are hints that can be lost; after a gap the state is read again.</summary>
[Alias("refillradar.observer")]
public interface IRadarObserver : IGrainObserver
{
    /// <summary>Alerts that opened or changed; sent at once.</summary>
    [OneWay, Alias("alerts")]
    Task AlertsChanged(ImmutableArray<Alert> alerts);

    /// <summary>Levels that changed: the latest of each product, at most five times a second.</summary>
    [OneWay, Alias("levels")]
    Task LevelsChanged(ImmutableArray<ProductLevel> levels);
}
