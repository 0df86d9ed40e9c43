using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Notifications;
using RefillRadar.Grains.Stock.Levels;
using RefillRadar.Grains.Stock.Order;

namespace RefillRadar.Tests.Unit.Alerts;

public sealed class EpisodeTests
{
    [Fact]
    public void Falling_through_the_threshold_and_rising_again_is_one_episode_with_two_notices()
    {
        var shelf = new Shelf(Shelf.RuleOf()).Set(21);
        Assert.Null(shelf.State.Open);
        shelf.Set(20).Mail().Set(19, 18);
        Assert.Equal((AlertStatus.Firing, AlertSeverity.Low, 1), (shelf.Open.Status, shelf.Open.Severity, shelf.State.Episodes));
        shelf.Set(30).Mail();
        Assert.Null(shelf.State.Open);
        Assert.Equal("Firing Resolved", shelf.Kinds);
        Assert.Single(shelf.Episodes);
        Assert.Equal((AlertStatus.Resolved, ResolvedReason.Restocked, 12m, 30m),
            (shelf.Last.Status, shelf.Last.ResolvedReason!.Value, shelf.Last.Received!.Value, shelf.Last.FinalQuantity!.Value));
    }

    [Fact]
    public void What_resolves_before_its_first_mail_owes_none()
    {
        var shelf = new Shelf(Shelf.RuleOf()).Set(21, 20);
        Assert.Single(shelf.State.Outbox);
        shelf.Set(30);
        Assert.Empty(shelf.State.Outbox);
        Assert.Equal("Firing", shelf.Kinds);
        Assert.Equal(AlertStatus.Resolved, shelf.Last.Status);
    }

    [Fact]
    public void A_mark_that_comes_after_the_end_owes_the_resolved_notice()
    {
        var shelf = new Shelf(Shelf.RuleOf()).Set(20);
        var inFlight = shelf.State.Outbox[0];
        shelf.Set(30).Mark(inFlight);
        Assert.Equal("Firing Resolved", shelf.Kinds);
        Assert.Equal(1, shelf.Last.Notifications);
        shelf.Mail();
        Assert.Empty(shelf.State.Outbox);
        Assert.Equal(2, shelf.Last.Notifications);
    }

    [Fact]
    public void A_refused_mail_is_not_a_told_alert()
    {
        var shelf = new Shelf(Shelf.RuleOf()).Set(20);
        shelf.Mark(shelf.State.Outbox[0], sent: false);
        Assert.Empty(shelf.State.Outbox);
        Assert.Equal((0, null), (shelf.Open.Notifications, shelf.Open.LastNotifiedAt));
        shelf.Set(30);
        Assert.Equal("Firing", shelf.Kinds);
    }

    [Fact]
    public void Marks_count_once_however_often_they_come()
    {
        var shelf = new Shelf(Shelf.RuleOf()).Set(20);
        var notice = shelf.State.Outbox[0];
        shelf.Mark(notice);
        var marked = shelf.State;
        Assert.Same(marked, shelf.Mark(notice).State);
        shelf.Set(30).Mail();
        var ended = shelf.State;
        Assert.Same(ended, shelf.Mark(notice).Mark(shelf.Notified[1]).State);
        Assert.Equal(2, shelf.Last.Notifications);
    }

    [Theory]
    [InlineData("25 20 24 20 29 19 30", 1)]
    [InlineData("20 30 20 30.01 20", 2)]
    public void Flapping_below_the_recovery_threshold_is_one_episode(string levels, int episodes)
    {
        var shelf = new Shelf(Shelf.RuleOf(recovery: 30)).Set(Numbers(levels));
        Assert.Equal(episodes, shelf.State.Episodes);
        Assert.NotNull(shelf.State.Open);
    }

    [Fact]
    public void A_hold_keeps_the_alert_pending_until_it_is_over()
    {
        var shelf = new Shelf(Shelf.RuleOf(hold: 60)).Set(20);
        Assert.Equal((AlertStatus.Pending, null), (shelf.Open.Status, shelf.Open.FiredAt));
        Assert.Equal(Shelf.Opening.AddSeconds(60), StockDecision.DueOf(shelf.State));
        shelf.After(59);
        Assert.Equal(AlertStatus.Pending, shelf.Open.Status);
        Assert.Empty(shelf.Notified);
        shelf.After(1);
        Assert.Equal((AlertStatus.Firing, shelf.Now), (shelf.Open.Status, shelf.Open.FiredAt));
        Assert.Equal("Firing", shelf.Kinds);
    }

    [Fact]
    public void A_pending_alert_that_clears_leaves_without_a_notice_or_a_row()
    {
        var shelf = new Shelf(Shelf.RuleOf(hold: 60)).Set(20);
        var pending = shelf.Open.Id;
        shelf.After(30).Set(21);
        Assert.Equal(pending, Assert.Single(shelf.State.Cleared));
        shelf.After(60);
        Assert.Null(shelf.State.Open);
        Assert.Empty(shelf.Notified);
        Assert.Empty(shelf.State.Ended);
        Assert.Null(StockDecision.DueOf(shelf.State));
    }

    [Fact]
    public void A_pending_alert_clears_above_the_threshold_without_waiting_for_recovery()
    {
        var shelf = new Shelf(Shelf.RuleOf(recovery: 40, hold: 60)).Set(20, 21);
        Assert.Null(shelf.State.Open);
    }

    [Fact]
    public void Keep_firing_holds_the_end_back_and_a_new_fall_takes_it_away()
    {
        var shelf = new Shelf(Shelf.RuleOf(keepFiring: 60)).Set(20).Mail().After(10).Set(30);
        Assert.Equal((AlertStatus.Firing, shelf.Now), (shelf.Open.Status, shelf.Open.RecoveredAt));
        Assert.Equal(shelf.Now.AddSeconds(60), StockDecision.DueOf(shelf.State));
        shelf.After(30).Set(15);
        Assert.Null(shelf.Open.RecoveredAt);
        shelf.After(10).Set(40).After(59);
        Assert.NotNull(shelf.State.Open);
        shelf.After(1);
        Assert.Equal((ResolvedReason.Restocked, 25m), (shelf.Last.ResolvedReason!.Value, shelf.Last.Received!.Value));
        Assert.Equal("Firing Resolved", shelf.Kinds);
        Assert.Equal(1, shelf.State.Episodes);
    }

    [Fact]
    public void An_unknown_quantity_decides_nothing()
    {
        var shelf = new Shelf(Shelf.RuleOf()).Apply(Shelf.ChangeAt(1, null));
        Assert.Null(shelf.State.Open);
        Assert.Equal(new StockLevel(null, new SeenPositions(Shelf.At(1))), shelf.State.Level);
        shelf.Apply(Shelf.ChangeAt(2, 5)).Apply(Shelf.ChangeAt(3, null));
        Assert.Equal((5m, 1), (shelf.State.Level.Quantity!.Value, shelf.State.Episodes));
        Assert.NotNull(shelf.State.Open);
    }

    [Theory]
    [InlineData("20", AlertSeverity.Low)]
    [InlineData("0.0000000001", AlertSeverity.Low)]
    [InlineData("0", AlertSeverity.Out)]
    [InlineData("-7.5", AlertSeverity.Out)]
    [InlineData("-79228162514264337593543950335", AlertSeverity.Out)]
    public void Severity_is_out_at_nothing_left(string quantity, AlertSeverity severity) =>
        Assert.Equal(severity, new Shelf(Shelf.RuleOf()).Set(Numbers(quantity)).Open.Severity);

    [Theory]
    [InlineData("20.0000000001")]
    [InlineData("79228162514264337593543950335")]
    public void Above_the_threshold_nothing_is_open(string quantity) =>
        Assert.Null(new Shelf(Shelf.RuleOf()).Set(Numbers(quantity)).State.Open);

    [Fact]
    public void Without_a_rule_nothing_opens() => Assert.Null(new Shelf(null).Set(0).State.Open);

    [Fact]
    public void The_same_change_replayed_gives_the_same_episode_id()
    {
        var first = new Shelf(Shelf.RuleOf()).Set(30, 20, 30, 20);
        var again = new Shelf(Shelf.RuleOf()) { Now = Shelf.Opening.AddDays(1) }.Set(30, 20, 30, 20);
        Assert.Equal(first.Episodes.Keys, again.Episodes.Keys);
        Assert.Equal(2, first.Episodes.Count);
        Assert.All(first.Episodes.Keys, id => Assert.Matches("^[A-Za-z0-9_-]{22}$", id));
        Assert.NotEqual(first.Open.Id, new Shelf(Shelf.RuleOf()).Set(20).Open.Id);
    }

    [Fact]
    public void The_history_of_an_episode_is_bounded_and_keeps_its_beginning_and_end()
    {
        var shelf = new Shelf(Shelf.RuleOf());
        for (var round = 0; round < 300; round++)
            shelf.Set(5, 0);
        Assert.True(shelf.Open.History.Length <= 200);
        Assert.Equal("opened", shelf.Open.History[0].Event);
        Assert.Equal("severityRaised", shelf.Open.History[^1].Event);
    }

    internal static decimal[] Numbers(string numbers) =>
        [.. numbers.Split(' ').Select(number => decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture))];
}
