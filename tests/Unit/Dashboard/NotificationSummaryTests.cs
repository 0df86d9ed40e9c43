using RefillRadar.Dashboard.Components.Products;
using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Stock.Partition;
using RefillRadar.Grains.Thresholds;

namespace RefillRadar.Tests.Unit.Dashboard;

public sealed class NotificationSummaryTests
{
    private static readonly Rule Rule = new()
    {
        Name = "Tea",
        Team = "fresh",
        Threshold = 20,
        RecoveryThreshold = 25,
        Hold = TimeSpan.FromMinutes(10),
        Repeat = TimeSpan.FromHours(4),
        MatchedBy = "product",
    };

    private static readonly ProductDetail Detail = new(Samples.Level("1", 50), Rule, null, 0, []);

    [Fact]
    public void A_product_that_is_well_is_watched()
    {
        var summary = NotificationSummary.Of(Detail, null);
        Assert.Equal(("good", "Watched.", "fresh will be notified at or below 20."), (summary.Tone, summary.Title, summary.Text));
        Assert.Equal("Watched.", NotificationSummary.Of(Detail, Row(AlertStatus.Resolved)).Title);
    }

    [Fact]
    public void A_product_without_a_rule_says_whether_a_row_is_disabled_or_none_applies()
    {
        Assert.Equal("Untracked.", NotificationSummary.Of(Detail with { Rule = null }, null).Title);
        var off = new ThresholdRow { Line = 7, ProductId = "*", Name = "", Enabled = false };
        var disabled = NotificationSummary.Of(Detail with { Rule = null, Row = off }, null);
        Assert.Equal(("Disabled.", "Line 7 of the threshold file (every product) has enabled = false, so no notification is sent."), (disabled.Title, disabled.Text));
    }

    [Fact]
    public void A_product_without_a_level_is_quiet() =>
        Assert.Equal("No level yet.", NotificationSummary.Of(Detail with { Level = Detail.Level with { Quantity = null } }, null).Title);

    [Fact]
    public void A_pending_alert_says_when_it_fires() =>
        Assert.Equal(("Pending.", Samples.Now.AddMinutes(10)), Short(NotificationSummary.Of(Detail, Row(AlertStatus.Pending))));

    [Fact]
    public void A_firing_alert_says_whether_the_team_was_notified_and_how_often_it_will_be()
    {
        var soon = NotificationSummary.Of(Detail, Row(AlertStatus.Firing));
        Assert.Equal(("fresh will be notified.", null), Short(soon));
        var notified = NotificationSummary.Of(Detail, Row(AlertStatus.Firing, alert => alert with { LastNotifiedAt = Samples.Now }));
        Assert.Equal(("fresh was notified.", Samples.Now), Short(notified));
        Assert.StartsWith("Reminders go out every 4 h.", notified.Text, StringComparison.Ordinal);
        var once = Detail with { Rule = Rule with { Repeat = TimeSpan.Zero } };
        Assert.StartsWith("No reminders.", NotificationSummary.Of(once, Row(AlertStatus.Firing, alert => alert with { LastNotifiedAt = Samples.Now })).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_muted_alert_says_who_muted_it_until_when_and_the_last_note()
    {
        var row = Row(AlertStatus.Snoozed, alert => alert with { AcknowledgedBy = "ann", SnoozedUntil = Samples.Now.AddHours(1) });
        row = row with { History = [Step("snoozed", "first"), Step("acknowledged", "mine"), Step("snoozed", "ordered")] };
        var snoozed = NotificationSummary.Of(Detail, row);
        Assert.Equal(("Snoozed by ann.", Samples.Now.AddHours(1)), Short(snoozed));
        Assert.Equal("ordered", snoozed.Note);

        var untilRestock = NotificationSummary.Of(Detail, Row(AlertStatus.Snoozed, alert => alert with { SnoozedUntil = DateTimeOffset.MaxValue }));
        Assert.Equal(("Snoozed.", null), Short(untilRestock));
        Assert.Equal("No notifications until it is restocked.", untilRestock.Text);

        var taken = NotificationSummary.Of(Detail, row with { Alert = row.Alert with { Status = AlertStatus.Acknowledged, AcknowledgedAt = Samples.Now } });
        Assert.Equal(("Acknowledged by ann.", Samples.Now), Short(taken));
        Assert.Equal("mine", taken.Note);
    }

    private static (string Title, DateTimeOffset? At) Short(NotificationSummary summary) => (summary.Title, summary.At);

    private static AlertEvent Step(string name, string note) => new(Samples.Now, name, 1, Note: note);

    private static AlertRow Row(AlertStatus status, Func<Alert, Alert>? change = null)
    {
        var alert = Samples.Alert("a", status: status);
        return new AlertRow(change?.Invoke(alert) ?? alert, "1", 1, null, null, default);
    }
}
