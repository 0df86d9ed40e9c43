using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Notifications;

namespace RefillRadar.Tests.Unit.Alerts;

public sealed class EpisodeActionTests
{
    [Fact]
    public void Low_to_out_notifies_once_and_ends_the_acknowledgement()
    {
        var shelf = new Shelf(Shelf.RuleOf()).Set(5).Mail().Act(AlertActionKind.Acknowledge).Set(0);
        Assert.Equal((AlertStatus.Firing, AlertSeverity.Out, null, null),
            (shelf.Open.Status, shelf.Open.Severity, shelf.Open.AcknowledgedAt, shelf.Open.AcknowledgedBy));
        Assert.Equal("Firing SeverityRaised", shelf.Kinds);
        Assert.True(shelf.Notified[^1].IsUrgent);
        shelf.Mail().Set(4, 0, 3, -2);
        Assert.Equal("Firing SeverityRaised", shelf.Kinds);
        Assert.Equal(1, shelf.State.Episodes);
    }

    [Fact]
    public void What_opens_at_nothing_left_is_told_once()
    {
        var shelf = new Shelf(Shelf.RuleOf()).Set(0).Mail().Set(5, 0);
        Assert.Equal("Firing", shelf.Kinds);
        Assert.Equal(AlertSeverity.Out, shelf.Notified[0].Severity);
    }

    [Fact]
    public void A_rise_before_the_first_mail_takes_its_place()
    {
        var shelf = new Shelf(Shelf.RuleOf()).Set(5, 0);
        Assert.Equal(NoticeKind.SeverityRaised, Assert.Single(shelf.State.Outbox).Kind);
    }

    [Fact]
    public void A_rise_within_the_hold_fires_as_out()
    {
        var shelf = new Shelf(Shelf.RuleOf(hold: 60)).Set(5, 0);
        Assert.Equal((AlertStatus.Pending, AlertSeverity.Out), (shelf.Open.Status, shelf.Open.Severity));
        shelf.After(60);
        Assert.Equal((NoticeKind.Firing, AlertSeverity.Out), (shelf.Notified[0].Kind, shelf.Notified[0].Severity));
        Assert.Single(shelf.Notified);
    }

    [Fact]
    public void A_history_of_long_notes_stays_small_enough_to_be_stored()
    {
        var shelf = new Shelf(Shelf.RuleOf()).Set(5).Mail();
        var episode = shelf.Open;
        for (var step = 0; step < 500; step++)
            episode = episode.With(new AlertEvent(DateTimeOffset.UnixEpoch.AddSeconds(step), "acknowledged", 5, By: "grace", Note: $"{step} {new string('n', 1_990)}"));
        Assert.Equal(200, episode.History.Length);
        Assert.InRange(episode.History.Sum(step => step.Note?.Length ?? 0), 35_000, 40_000);
        Assert.StartsWith("499 ", episode.History[^1].Note, StringComparison.Ordinal);
        Assert.Equal("opened", episode.History[0].Event);
    }

    [Fact]
    public void Acknowledging_stops_repeats_until_the_end()
    {
        var shelf = new Shelf(Shelf.RuleOf(repeat: 10)).Set(5).Mail().Act(AlertActionKind.Acknowledge, by: "grace");
        Assert.Equal((AlertStatus.Acknowledged, "grace", shelf.Now), (shelf.Open.Status, shelf.Open.AcknowledgedBy, shelf.Open.AcknowledgedAt));
        Assert.Null(StockDecision.DueOf(shelf.State));
        shelf.After(3600).Set(30).Mail();
        Assert.Equal("Firing Resolved", shelf.Kinds);
    }

    [Fact]
    public void Acknowledging_withdraws_an_owed_repeat_but_not_the_first_notice()
    {
        var shelf = new Shelf(Shelf.RuleOf(repeat: 10)).Set(5).Act(AlertActionKind.Acknowledge);
        Assert.Equal(NoticeKind.Firing, Assert.Single(shelf.State.Outbox).Kind);
        shelf = new Shelf(Shelf.RuleOf(repeat: 10)).Set(5).Mail().After(600);
        Assert.Equal(NoticeKind.Repeat, Assert.Single(shelf.State.Outbox).Kind);
        Assert.Empty(shelf.Act(AlertActionKind.Acknowledge).State.Outbox);
    }

    [Fact]
    public void A_firing_alert_repeats_at_its_interval_counted_from_the_last_mail()
    {
        var shelf = new Shelf(Shelf.RuleOf(repeat: 10)).Set(5).After(30).Mail();
        Assert.Equal(shelf.Now.AddMinutes(10), StockDecision.DueOf(shelf.State));
        shelf.After(599);
        Assert.Equal("Firing", shelf.Kinds);
        shelf.After(1);
        Assert.Equal("Firing Repeat", shelf.Kinds);
        shelf.After(600);
        Assert.Equal("Firing Repeat", shelf.Kinds);
        shelf.Mail().After(600);
        Assert.Equal("Firing Repeat Repeat", shelf.Kinds);
    }

    [Fact]
    public void A_repeat_interval_of_zero_never_repeats()
    {
        var shelf = new Shelf(Shelf.RuleOf(repeat: 0)).Set(5).Mail();
        Assert.Null(StockDecision.DueOf(shelf.State));
        Assert.Equal("Firing", shelf.After(1e7).Kinds);
    }

    [Fact]
    public void An_acknowledgement_that_is_undone_is_reminded_of_again()
    {
        var shelf = new Shelf(Shelf.RuleOf(repeat: 10)).Set(5).Mail().Act(AlertActionKind.Acknowledge, by: "ada").After(60);
        shelf.Act(AlertActionKind.Unacknowledge, by: "bob");
        Assert.Equal((AlertStatus.Firing, null, null), (shelf.Open.Status, shelf.Open.AcknowledgedAt, shelf.Open.AcknowledgedBy));
        Assert.Equal(("unacknowledged", "bob"), (shelf.Open.History[^1].Event, shelf.Open.History[^1].By));
        Assert.Equal("Firing Repeat", shelf.After(540).Kinds);
    }

    [Fact]
    public void A_snooze_is_silent_and_wakes_by_itself()
    {
        var shelf = new Shelf(Shelf.RuleOf(repeat: 10)).Set(5).Mail();
        shelf.Act(AlertActionKind.Snooze, shelf.Now.AddHours(1)).Set(0).After(3599);
        Assert.Equal((AlertStatus.Snoozed, AlertSeverity.Out), (shelf.Open.Status, shelf.Open.Severity));
        Assert.Equal("Firing", shelf.Kinds);
        Assert.Equal(Shelf.Opening.AddHours(1), StockDecision.DueOf(shelf.State));
        shelf.After(1);
        Assert.Equal((AlertStatus.Firing, null), (shelf.Open.Status, shelf.Open.SnoozedUntil));
        Assert.Equal("Firing SeverityRaised", shelf.Kinds);
    }

    [Fact]
    public void A_snooze_withdraws_the_first_notice_and_gives_it_back_when_it_ends()
    {
        var shelf = new Shelf(Shelf.RuleOf()).Set(5).Act(AlertActionKind.Snooze, Shelf.Opening.AddHours(1));
        Assert.Empty(shelf.State.Outbox);
        shelf.Act(AlertActionKind.Unsnooze);
        Assert.Equal(NoticeKind.Firing, Assert.Single(shelf.State.Outbox).Kind);
        Assert.Equal(AlertStatus.Firing, shelf.Open.Status);
    }

    [Fact]
    public void A_woken_alert_that_changed_nothing_repeats_and_one_unsnoozed_by_hand_does_not()
    {
        var woken = new Shelf(Shelf.RuleOf()).Set(5).Mail().Act(AlertActionKind.Snooze, Shelf.Opening.AddHours(1)).After(3600);
        Assert.Equal("Firing Repeat", woken.Kinds);
        var unsnoozed = new Shelf(Shelf.RuleOf()).Set(5).Mail().Act(AlertActionKind.Snooze, Shelf.Opening.AddHours(1)).Act(AlertActionKind.Unsnooze);
        Assert.Equal(("Firing", AlertStatus.Firing), (unsnoozed.Kinds, unsnoozed.Open.Status));
    }

    [Fact]
    public void A_snooze_until_the_restock_ends_with_it_and_tells()
    {
        var shelf = new Shelf(Shelf.RuleOf(repeat: 10)).Set(5).Mail().Act(AlertActionKind.Snooze);
        Assert.Equal((AlertStatus.Snoozed, Episode.UntilRestock), (shelf.Open.Status, shelf.Open.SnoozedUntil));
        Assert.Null(StockDecision.DueOf(shelf.State));
        shelf.After(1e6).Set(0).After(1e6).Set(30);
        Assert.Equal("Firing Resolved", shelf.Kinds);
    }

    [Fact]
    public void A_restock_within_a_snooze_resolves_silently_and_the_next_fall_is_told()
    {
        var shelf = new Shelf(Shelf.RuleOf()).Set(5).Mail().Act(AlertActionKind.Snooze, Shelf.Opening.AddHours(8)).Set(30);
        Assert.Equal((AlertStatus.Resolved, "Firing"), (shelf.Last.Status, shelf.Kinds));
        shelf.Set(5);
        Assert.Equal("Firing Firing", shelf.Kinds);
    }

    [Fact]
    public void Acknowledging_ends_a_snooze()
    {
        var shelf = new Shelf(Shelf.RuleOf()).Set(5).Mail().Act(AlertActionKind.Snooze, Shelf.Opening.AddHours(1)).Act(AlertActionKind.Acknowledge);
        Assert.Equal((AlertStatus.Acknowledged, null), (shelf.Open.Status, shelf.Open.SnoozedUntil));
        Assert.Equal("Firing", shelf.After(3600).Kinds);
    }

    [Theory]
    [InlineData(AlertActionKind.Acknowledge)]
    [InlineData(AlertActionKind.Snooze)]
    [InlineData(AlertActionKind.Unsnooze)]
    [InlineData(AlertActionKind.Unacknowledge)]
    public void What_cannot_be_acted_on_says_why_and_stays_as_it_is(AlertActionKind kind)
    {
        var resolved = new Shelf(Shelf.RuleOf()).Set(5).Mail().Set(30);
        var before = resolved.State;
        Assert.Equal("The alert is resolved.", resolved.TryAct(kind, resolved.Last.Id));
        Assert.False(resolved.State.DiffersFrom(before));
        var other = new Shelf(Shelf.RuleOf()).Set(5);
        Assert.Equal("The alert is resolved.", other.TryAct(kind, "another"));
        var pending = new Shelf(Shelf.RuleOf(hold: 60)).Set(5);
        Assert.Contains("pending", pending.TryAct(kind, pending.Open.Id), StringComparison.Ordinal);
        Assert.Equal(AlertStatus.Pending, pending.Open.Status);
    }

    [Fact]
    public void What_is_owed_is_offered_again_ever_more_seldom()
    {
        var shelf = new Shelf(Shelf.RuleOf()).Set(5);
        var gaps = new List<double>();
        for (var offer = 0; offer < 6; offer++)
        {
            var due = StockDecision.DueOf(shelf.State)!.Value;
            gaps.Add((due - shelf.Now).TotalMinutes);
            shelf.After((due - shelf.Now).TotalSeconds);
        }

        Assert.Equal([1, 2, 4, 8, 8, 8], gaps);
        Assert.Equal("Firing", shelf.Kinds);
    }

    [Fact]
    public void The_history_says_who_did_what()
    {
        var shelf = new Shelf(Shelf.RuleOf()).Set(5).Mail().Act(AlertActionKind.Acknowledge, by: "ada").Set(30);
        Assert.Equal(["opened", "fired", "notified", "acknowledged", "resolved"], shelf.Last.History.Select(step => step.Event));
        Assert.Equal(("ada", "note"), (shelf.Last.History[3].By, shelf.Last.History[3].Note));
    }
}
