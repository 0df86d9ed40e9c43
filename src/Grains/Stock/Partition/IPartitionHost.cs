using System.Collections.Immutable;
using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Stock.Order;
using RefillRadar.Grains.Thresholds;

namespace RefillRadar.Grains.Stock.Partition;

/// <summary>What a partition reaches others through: its grain, or a test without Orleans.</summary>
internal interface IPartitionHost
{
    /// <summary>Puts a call to a product.</summary>
    Task<ProductAnswer> DecideAsync(string key, ProductCall call, CancellationToken cancellationToken);

    /// <summary>The threshold table in force.</summary>
    Task<ThresholdTable> RefreshRulesAsync();

    /// <summary>Asks for the changes since a time (null: for none) and for what is open, for the activation of this epoch.</summary>
    void RequestCatchUp(DateTimeOffset? since, long epoch);

    /// <summary>Says that a source's log has started over.</summary>
    void LogRestarted(SourceLog log);

    /// <summary>Says which alerts opened, changed or ended.</summary>
    void AlertsChanged(ImmutableArray<Alert> alerts);

    /// <summary>Says that the level at an index of the table changed.</summary>
    void LevelChanged(int index);

    /// <summary>Ends this activation.</summary>
    void Leave();
}
