using RefillRadar.Grains.Configuration;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Notifications;

namespace RefillRadar.Tests.Unit.Notifications;

public sealed class NotificationDecisionTests
{
    private static readonly NotificationsOptions Options = new();

    [Fact]
    public void Nothing_owed_is_nothing_to_tell() =>
        Assert.Equal(new NotificationDecision(NotificationReason.DoNotNotify, null), NotificationDecision.Decide([], null, A.Noon, Options));

    // Notices as kind and severity at a second; last mail at a second; when the mail goes, in seconds, and why.
    [Theory]
    [InlineData("Firing low 0", null, 30, NotificationReason.FirstNotification)]
    [InlineData("Firing low 0, Firing low 29", null, 30, NotificationReason.FirstNotification)]
    [InlineData("Firing low 0", -300.0, 30, NotificationReason.FirstNotification)]
    [InlineData("Firing low 0", -299.0, 1, NotificationReason.NewAlertsInGroup)]
    [InlineData("Firing low 0", -10.0, 290, NotificationReason.NewAlertsInGroup)]
    [InlineData("Firing low -20", -10.0, 290, NotificationReason.NewAlertsInGroup)]
    [InlineData("Firing out 0", null, 1, NotificationReason.FirstNotification)]
    [InlineData("Firing out 0, Firing out 0.5", null, 1, NotificationReason.FirstNotification)]
    [InlineData("Firing out 0", -3.0, 7, NotificationReason.NewAlertsInGroup)]
    [InlineData("Firing out 0", -9.5, 1, NotificationReason.NewAlertsInGroup)]
    [InlineData("Firing out 0, Firing low -25", null, 1, NotificationReason.FirstNotification)]
    [InlineData("Firing out 0, Firing low -29.5", null, 0.5, NotificationReason.FirstNotification)]
    [InlineData("SeverityRaised out 0", -60.0, 1, NotificationReason.SeverityRaised)]
    [InlineData("SeverityRaised out 0, Firing low 0, Resolved low 0", -60.0, 1, NotificationReason.SeverityRaised)]
    [InlineData("Resolved out 0", -60.0, 240, NotificationReason.AllAlertsResolved)]
    [InlineData("Resolved low 0", null, 30, NotificationReason.AllAlertsResolved)]
    [InlineData("Repeat out 0", -14400.0, 30, NotificationReason.RepeatIntervalElapsed)]
    [InlineData("Repeat low 0, Resolved low 0", -14400.0, 30, NotificationReason.RepeatIntervalElapsed)]
    [InlineData("Repeat low 0, Firing low 0", -14400.0, 30, NotificationReason.FirstNotification)]
    public void A_mail_goes_at_its_time_for_its_reason(string owed, double? lastSent, double sends, NotificationReason reason)
    {
        var notices = owed.Split(", ").Select(A.NoticeAt).ToArray();
        DateTimeOffset? last = lastSent is { } seconds ? A.Noon.AddSeconds(seconds) : null;
        var at = A.Noon.AddSeconds(sends);
        Assert.Equal(new NotificationDecision(NotificationReason.DoNotNotify, at), NotificationDecision.Decide(notices, last, at.AddTicks(-1), Options));
        Assert.Equal(new NotificationDecision(reason, null), NotificationDecision.Decide(notices, last, at, Options));
        Assert.Equal(reason, NotificationDecision.Decide(notices, last, at.AddDays(3), Options).Reason);
    }

    [Theory]
    [InlineData("Firing low 0", null)]
    [InlineData("Firing low 0", 0.0)]
    [InlineData("Firing out 0", 0.0)]
    [InlineData("Resolved low 0", 0.0)]
    public void With_waits_of_zero_everything_goes_at_once(string owed, double? lastSent)
    {
        var options = new NotificationsOptions { GroupWaitSeconds = 0, GroupIntervalSeconds = 0 };
        DateTimeOffset? last = lastSent is null ? null : A.Noon;
        Assert.NotEqual(NotificationReason.DoNotNotify, NotificationDecision.Decide([A.NoticeAt(owed)], last, A.Noon, options).Reason);
    }

    [Fact]
    public void Urgent_never_waits_longer_than_the_group()
    {
        var options = new NotificationsOptions { GroupWaitSeconds = 0.25, GroupIntervalSeconds = 4 };
        Assert.Equal(A.Noon.AddSeconds(0.25), NotificationDecision.Decide([A.NoticeAt("Firing out 0")], null, A.Noon, options).At);
        Assert.Equal(A.Noon.AddSeconds(3), NotificationDecision.Decide([A.NoticeAt("Firing out 0")], A.Noon.AddSeconds(-1), A.Noon, options).At);
    }

    [Theory]
    [InlineData(NoticeKind.Firing, AlertSeverity.Out, true)]
    [InlineData(NoticeKind.SeverityRaised, AlertSeverity.Out, true)]
    [InlineData(NoticeKind.Firing, AlertSeverity.Low, false)]
    [InlineData(NoticeKind.Repeat, AlertSeverity.Out, false)]
    [InlineData(NoticeKind.Resolved, AlertSeverity.Out, false)]
    public void Only_news_of_nothing_left_is_urgent(NoticeKind kind, AlertSeverity severity, bool urgent) =>
        Assert.Equal(urgent, (A.Notice() with { Kind = kind, Severity = severity }).IsUrgent);

    [Fact]
    public void While_the_source_is_stale_nothing_is_said_to_be_resolved()
    {
        Notice[] owed = [A.NoticeAt("Resolved low 0"), A.NoticeAt("Firing out 1"), A.NoticeAt("Repeat low 2")];
        Assert.Equal(owed, NotificationDecision.Ready(owed, isSourceStale: false));
        Assert.Equal(owed[1..], NotificationDecision.Ready(owed, isSourceStale: true));
    }
}
