using System.Collections.Immutable;
using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Stock.Order;
using RefillRadar.Grains.Thresholds;

namespace RefillRadar.Grains.Board;

/// <summary>The alerts that a product's levels would have raised under a threshold.</summary>
/// <param name="Threshold">Low at or under this.</param>
/// <param name="RecoveryThreshold">Recovered above this.</param>
/// <param name="Alerts">Alerts that fired, oldest first, as they stood at the end.</param>
public sealed record WhatIfOutcome(decimal Threshold, decimal RecoveryThreshold, ImmutableArray<Alert> Alerts)
{
    /// <summary>Runs levels, oldest first, through the decision that is in force, their own times being the clock.</summary>
    public static WhatIfOutcome Of(string key, IEnumerable<LevelSample> levels, Rule rule, DateTimeOffset end)
    {
        var replay = new AlertReplay(_ => rule);
        foreach (var level in levels)
            replay.Apply(new StockChange(key, StockOperation.Update, level.Quantity, Position.None, level.At.UtcTicks), level.At);
        replay.PassTo(end);
        return new WhatIfOutcome(rule.Threshold, rule.RecoveryThreshold, [.. replay.Alerts]);
    }
}
