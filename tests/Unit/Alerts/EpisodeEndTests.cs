using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Notifications;
using RefillRadar.Grains.Stock.Levels;
using RefillRadar.Grains.Stock.Order;

namespace RefillRadar.Tests.Unit.Alerts;

public sealed class EpisodeEndTests
{
    [Fact]
    public void A_delete_ends_the_episode_as_discontinued()
    {
        var shelf = new Shelf(Shelf.RuleOf()).Set(15).Mail().Delete();
        Assert.Null(shelf.State.Open);
        Assert.Equal((ResolvedReason.Discontinued, null, 15m), (shelf.Last.ResolvedReason!.Value, shelf.Last.Received, shelf.Last.FinalQuantity!.Value));
        Assert.Equal("Firing Resolved", shelf.Kinds);
        Assert.Equal((null, shelf.Now), (shelf.State.Level.Quantity, shelf.State.DeletedAt));
    }

    [Fact]
    public void An_update_older_than_the_delete_does_not_bring_the_product_back()
    {
        var shelf = new Shelf(Shelf.RuleOf()).Set(30, 15).Delete();
        var deleted = shelf.State;
        Assert.Same(deleted, shelf.Apply(Shelf.ChangeAt(2, 5)).State);
        Assert.Same(deleted, shelf.Apply(Shelf.ChangeAt(3, 5)).State);
        shelf.Apply(Shelf.ChangeAt(4, 5, StockOperation.Insert));
        Assert.Null(shelf.State.DeletedAt);
        Assert.Equal(2, shelf.State.Episodes);
    }

    [Fact]
    public void A_delete_with_nothing_open_is_remembered()
    {
        var shelf = new Shelf(Shelf.RuleOf()).Set(30);
        var before = shelf.State;
        shelf.Delete();
        Assert.True(shelf.State.DiffersFrom(before));
        Assert.NotNull(shelf.State.DeletedAt);
        Assert.Empty(shelf.Notified);
    }

    [Fact]
    public void A_threshold_lowered_under_the_level_ends_the_episode()
    {
        var shelf = new Shelf(Shelf.RuleOf(20)).Set(15).Mail().Under(Shelf.RuleOf(10));
        Assert.Equal((ResolvedReason.ThresholdChanged, null), (shelf.Last.ResolvedReason!.Value, shelf.Last.Received));
        Assert.Equal("Firing Resolved", shelf.Kinds);
    }

    [Fact]
    public void A_threshold_lowered_not_enough_keeps_the_episode_under_the_new_rule()
    {
        var shelf = new Shelf(Shelf.RuleOf(20)).Set(15).Mail().Under(Shelf.RuleOf(15));
        Assert.Equal(15, shelf.Open.Rule.Threshold);
        Assert.Equal("Firing", shelf.Kinds);
        shelf.Set(16);
        Assert.Equal(ResolvedReason.Restocked, shelf.Last.ResolvedReason);
    }

    [Fact]
    public void A_lowered_threshold_does_not_wait_for_keep_firing()
    {
        var shelf = new Shelf(Shelf.RuleOf(20, keepFiring: 600)).Set(15).Under(Shelf.RuleOf(10, keepFiring: 600));
        Assert.Null(shelf.State.Open);
    }

    [Fact]
    public void A_threshold_raised_over_the_level_opens_an_episode()
    {
        var shelf = new Shelf(Shelf.RuleOf(20)).Set(25).Under(Shelf.RuleOf(25));
        Assert.Equal((AlertStatus.Firing, 25m), (shelf.Open.Status, shelf.Open.Rule.Threshold));
    }

    [Fact]
    public void A_rule_taken_away_ends_the_episode_as_untracked()
    {
        var shelf = new Shelf(Shelf.RuleOf()).Set(15).Mail().Under(null);
        Assert.Equal(ResolvedReason.Untracked, shelf.Last.ResolvedReason);
        Assert.Equal("Firing Resolved", shelf.Kinds);
        Assert.Equal(Tripwire.All, StockDecision.TripwireOf(shelf.State, null));
    }

    [Fact]
    public void A_pending_alert_without_a_rule_or_a_row_is_cleared_not_resolved()
    {
        foreach (var end in new Func<Shelf, Shelf>[] { shelf => shelf.Under(null), shelf => shelf.Delete(), shelf => shelf.Under(Shelf.RuleOf(10, hold: 60)) })
        {
            var shelf = new Shelf(Shelf.RuleOf(hold: 60)).Set(15);
            var pending = shelf.Open.Id;
            end(shelf);
            Assert.Null(shelf.State.Open);
            Assert.Equal(pending, Assert.Single(shelf.State.Cleared));
            Assert.Empty(shelf.State.Ended);
            Assert.Empty(shelf.Notified);
        }
    }

    [Fact]
    public void The_resolved_notice_tells_the_worst_and_how_much_came_in()
    {
        var shelf = new Shelf(Shelf.RuleOf()).Set(5).Mail().Set(0).Mail().Set(3).After(90).Set(50);
        var resolved = shelf.Notified[^1];
        Assert.Equal((NoticeKind.Resolved, AlertSeverity.Out, 47m, 50m), (resolved.Kind, resolved.Severity, resolved.Received!.Value, resolved.Quantity));
        Assert.Equal(TimeSpan.FromSeconds(90), resolved.At - resolved.OpenedAt);
    }

    [Fact]
    public void An_ended_episode_that_owes_a_notice_is_kept_beside_the_next()
    {
        var shelf = new Shelf(Shelf.RuleOf()).Set(5).Mail().Set(50, 5, 50);
        Assert.Equal([1, 0], shelf.State.Ended.Select(episode => episode.Notifications));
        Assert.Equal(shelf.State.Ended[0].Id, Assert.Single(shelf.State.Outbox).AlertId);
        shelf.Set(5, 50, 5, 50, 5, 50);
        Assert.Contains(shelf.State.Settled().Ended, episode => episode.Notifications == 1);
        shelf.Mail().Set(5, 50);
        Assert.DoesNotContain(shelf.State.Settled().Ended, episode => episode.Notifications > 0);
    }

    [Fact]
    public void An_email_that_was_under_way_while_episode_after_episode_ended_is_followed_by_the_end()
    {
        var shelf = new Shelf(Shelf.RuleOf()).Set(5);
        var sent = Assert.Single(shelf.State.Outbox);
        shelf.Set(50, 5, 50, 5, 50, 5, 50, 5, 50, 5, 50).Mark(sent);
        var end = Assert.Single(shelf.State.Outbox);
        Assert.Equal((NoticeKind.Resolved, sent.AlertId), (end.Kind, end.AlertId));
        Assert.DoesNotContain(shelf.Mail().State.Settled().Ended, episode => episode.Id == sent.AlertId);
    }

    [Fact]
    public void Every_episode_of_one_call_is_kept_until_its_row_is_written()
    {
        var state = OneCall(new ProductState(), Shelf.RuleOf(), 5, 30, 5, 30, 5, 30, 5, 30, 5);
        Assert.Equal((4, 5), (state.Ended.Length, state.Episodes));
        Assert.Equal(3, state.Settled().Ended.Length);
        Assert.Same(state.Open, state.Settled().Open);
    }

    [Fact]
    public void A_pending_alert_that_clears_and_comes_again_in_one_call_is_not_forgotten()
    {
        var rule = Shelf.RuleOf(hold: 60);
        var pending = OneCall(new ProductState(), rule, 5);
        var state = OneCall(pending, rule, 30, 5, 30, 5);
        Assert.Equal(pending.Open!.Id, state.Cleared[0]);
        Assert.Equal(2, state.Cleared.Length);
        Assert.DoesNotContain(state.Open!.Id, state.Cleared);
        Assert.Empty(state.Settled().Cleared);
    }

    [Fact]
    public void A_snooze_that_is_over_when_the_restock_comes_is_not_silent()
    {
        var shelf = new Shelf(Shelf.RuleOf()).Set(5).Mail().Act(AlertActionKind.Snooze, Shelf.Opening.AddHours(1));
        shelf.Now = Shelf.Opening.AddHours(2);
        Assert.Equal("Firing Resolved", shelf.Set(30).Kinds);
    }

    [Fact]
    public void A_snooze_that_ends_while_the_end_is_held_back_is_not_due_again_and_again()
    {
        var shelf = new Shelf(Shelf.RuleOf(keepFiring: 600)).Set(5).Mail().Act(AlertActionKind.Snooze, Shelf.Opening.AddSeconds(60)).Set(30).After(60);
        Assert.Equal(Shelf.Opening.AddSeconds(600), StockDecision.DueOf(shelf.State));
        Assert.Equal("Firing Resolved", shelf.After(540).Kinds);
    }

    [Fact]
    public void A_change_from_another_source_counts_by_its_arrival()
    {
        var shelf = new Shelf(Shelf.RuleOf()).Apply(Shelf.ChangeAt(100, 30));
        shelf.Apply(Shelf.ChangeAt(1, 5) with { Position = Shelf.At(1, "other") });
        Assert.NotNull(shelf.State.Open);
        Assert.Equal("other", shelf.State.Level.Seen.Last.Source);
    }

    private static ProductState OneCall(ProductState state, Grains.Thresholds.Rule rule, params decimal[] levels)
    {
        var (before, first) = (state, state.Level.Seen.Last.Place.Low + 1);
        for (var place = 0; place < levels.Length; place++)
            state = StockDecision.Change(state, Shelf.Key, rule, Shelf.ChangeAt(first + (ulong)place, levels[place]), Shelf.Opening);
        return state.DecidedAfter(before);
    }
}
