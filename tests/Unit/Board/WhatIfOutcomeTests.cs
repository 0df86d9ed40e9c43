using RefillRadar.Grains.Board;
using RefillRadar.Grains.Contracts;
using RefillRadar.Tests.Unit.Alerts;

namespace RefillRadar.Tests.Unit.Board;

public sealed class WhatIfOutcomeTests
{
    private static readonly DateTimeOffset Start = Shelf.Opening;

    [Fact]
    public void Each_dip_under_the_threshold_is_an_alert_at_the_time_of_its_level()
    {
        var outcome = Of(Shelf.RuleOf(20), 50, 15, 60, 10, 8, 40);
        Assert.Equal([1, 3], outcome.Alerts.Select(alert => (alert.OpenedAt - Start).TotalMinutes));
        Assert.Equal([2, 5], outcome.Alerts.Select(alert => (alert.ResolvedAt!.Value - Start).TotalMinutes));
        Assert.Equal((20, 20), (outcome.Threshold, outcome.RecoveryThreshold));
    }

    [Fact]
    public void A_lower_threshold_raises_fewer_and_a_recovery_threshold_joins_dips()
    {
        decimal[] levels = [50, 15, 25, 10, 60];
        Assert.Equal(2, Of(Shelf.RuleOf(20), levels).Alerts.Length);
        Assert.Single(Of(Shelf.RuleOf(12), levels).Alerts);
        Assert.Single(Of(Shelf.RuleOf(20, recovery: 30), levels).Alerts);
        Assert.Empty(Of(Shelf.RuleOf(5), levels).Alerts);
    }

    [Fact]
    public void A_dip_shorter_than_the_hold_raises_none_and_a_hold_that_ends_after_the_last_level_does()
    {
        Assert.Empty(Of(Shelf.RuleOf(20, hold: 90), 50, 15, 60).Alerts);
        var last = Assert.Single(Of(Shelf.RuleOf(20, hold: 90), 50, 60, 15).Alerts);
        Assert.Equal((AlertStatus.Firing, Start.AddMinutes(2).AddSeconds(90)), (last.Status, last.FiredAt));
    }

    [Fact]
    public void What_is_still_low_at_the_end_is_open_with_its_level()
    {
        var alert = Assert.Single(Of(Shelf.RuleOf(20), 50, 0).Alerts);
        Assert.Equal((AlertStatus.Firing, AlertSeverity.Out, 0m, null), (alert.Status, alert.Severity, alert.Quantity, alert.ResolvedAt));
    }

    [Fact]
    public void No_levels_raise_nothing() => Assert.Empty(Of(Shelf.RuleOf(20)).Alerts);

    // A level a minute.
    private static WhatIfOutcome Of(Grains.Thresholds.Rule rule, params decimal[] levels) =>
        WhatIfOutcome.Of(Shelf.Key, levels.Select((level, minute) => new LevelSample(Shelf.Key, Start.AddMinutes(minute), level)), rule, Start.AddHours(1));
}
