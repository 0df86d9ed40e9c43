using System.Collections.Immutable;
using RefillRadar.Dashboard.Components.Operations;
using RefillRadar.Grains.Board;
using RefillRadar.Grains.Configuration;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Feed;
using RefillRadar.Grains.Notifications;
using RefillRadar.Grains.Stock.Partition;
using RefillRadar.Grains.Thresholds;

namespace RefillRadar.Tests.Unit.Dashboard;

public sealed class StageHealthTests
{
    private static readonly DateTimeOffset Now = Samples.Now;
    private static readonly NotificationsOptions Options = new();

    private static readonly SystemStatus Well = new()
    {
        At = Now,
        Stats = new RadarStats { Tracked = 5 },
        Feed = new FeedState(Now.AddSeconds(-1), 0.03),
        Rates = new ChangeRates(TimeSpan.FromSeconds(2), 10, 0, 0, 1),
        Partitions = [.. Enumerable.Range(0, StockPartitions.Count).Select(number => Partition(number))],
        Overdue = 0,
        Mailer = new MailerStatus(Now, 3, 0, 0, null, null),
        Teams = [Team()],
        Thresholds = new ThresholdsInfo("t.csv", "1", 1, Now, [], null),
    };

    [Fact]
    public void All_is_well()
    {
        var stages = StageList.Of(Well, Options);
        Assert.Equal(["source", "ingest", "partitions", "decisions", "alerts", "notices", "sender"], stages.Select(stage => stage.Id));
        Assert.All(stages, stage => Assert.Equal(StageState.Ok, stage.Health.State));
        Assert.Equal("All stages are OK.", StageList.Summary(stages));
    }

    [Fact]
    public void What_did_not_answer_is_never_called_well()
    {
        var stages = StageList.Of(new SystemStatus { At = Now }, Options);
        Assert.All(stages, stage => Assert.Equal(StageState.NoAnswer, stage.Health.State));
    }

    [Fact]
    public void The_summary_names_the_worst_first()
    {
        var stages = StageList.Of(Well with { Overdue = 3, Mailer = null, Teams = [Team() with { Tries = 1 }], Feed = new FeedState(null, 0) }, Options);
        Assert.Equal("No answer: Mail sender. Failing: Notices. Behind: Source, Alert store.", StageList.Summary(stages));
    }

    [Fact]
    public void A_source_that_is_silent_too_long_is_behind()
    {
        Assert.Equal(StageState.Behind, StageHealth.OfSource(Well with { Feed = new FeedState(null, 0) }).State);
        var stale = Well with { Stats = new RadarStats { FeedStale = true }, Feed = new FeedState(Now.AddMinutes(-20), 0) };
        Assert.Equal(new StageHealth(StageState.Behind, "Nothing was heard for 20 min."), StageHealth.OfSource(stale));
    }

    [Theory]
    [InlineData(0.5, 10, StageState.Ok)]
    [InlineData(3, 10, StageState.Busy)]
    [InlineData(45, 10, StageState.Behind)]
    [InlineData(45, 0, StageState.Ok)]
    public void Lag_counts_while_changes_come(double lag, double changes, StageState expected)
    {
        var status = Well with { Feed = new FeedState(Now, lag), Rates = Well.Rates! with { Changes = changes } };
        Assert.Equal(expected, StageHealth.OfIngest(status).State);
    }

    [Fact]
    public void What_is_delivered_again_makes_ingest_busy() =>
        Assert.Equal(StageState.Busy, StageHealth.OfIngest(Well with { Rates = Well.Rates! with { Duplicates = 50 } }).State);

    [Fact]
    public void A_partition_that_is_missing_failed_stale_or_unwritten_shows()
    {
        Assert.Equal(new StageHealth(StageState.Failing, "1 of 32 do not answer."), StageHealth.OfPartitions(Well with { Partitions = Well.Partitions[1..] }));
        Assert.Equal(StageState.Failing, StageHealth.OfPartitions(With(part => part with { Counts = part.Counts with { LastError = "levels: full", LastErrorAt = Now.AddMinutes(-1) } })).State);
        Assert.Equal(StageState.Behind, StageHealth.OfPartitions(With(part => part with { Stats = part.Stats with { Stale = true } })).State);
        Assert.Equal(StageState.Behind, StageHealth.OfPartitions(With(part => part with { DirtySince = Now.AddMinutes(-3) })).State);
        Assert.Equal(StageState.Ok, StageHealth.OfPartitions(With(part => part with { DirtySince = Now.AddSeconds(-50) })).State);
    }

    [Fact]
    public void An_error_of_a_product_is_one_of_decisions_and_an_old_one_is_past()
    {
        var failed = With(part => part with { Counts = part.Counts with { LastError = "product 7: No.", LastErrorAt = Now.AddMinutes(-2) } });
        Assert.Equal(new StageHealth(StageState.Failing, "2 min ago: product 7: No."), StageHealth.OfDecisions(failed));
        Assert.Equal(StageState.Ok, StageHealth.OfPartitions(failed).State);
        Assert.Equal(StageState.Ok, StageHealth.OfDecisions(failed with { At = Now.AddMinutes(10) }).State);
    }

    [Fact]
    public void Changes_that_fail_or_many_that_decide_show_in_decisions()
    {
        Assert.Equal(StageState.Failing, StageHealth.OfDecisions(Well with { Rates = Well.Rates! with { Failed = 0.5 } }).State);
        Assert.Equal(StageState.Busy, StageHealth.OfDecisions(Well with { Rates = Well.Rates! with { Decisions = 4000 } }).State);
    }

    [Theory]
    [InlineData(0, StageState.Ok)]
    [InlineData(1, StageState.Behind)]
    [InlineData(SystemStatus.MaxOverdue, StageState.Failing)]
    public void What_is_overdue_is_behind(int overdue, StageState expected) =>
        Assert.Equal(expected, StageHealth.OfAlerts(Well with { Overdue = overdue }).State);

    [Fact]
    public void Notices_wait_for_their_group_and_not_longer()
    {
        Assert.Equal(StageState.Ok, Notices(Team() with { Owed = 3, OldestAt = Now.AddMinutes(-5) }).State);
        Assert.Equal(new StageHealth(StageState.Behind, "A notification has waited for 8 min."), Notices(Team() with { Owed = 3, OldestAt = Now.AddMinutes(-8) }));
        Assert.Equal(StageState.Behind, Notices(Team() with { Sending = 1, SendingSince = Now.AddMinutes(-8), Owed = 1, OldestAt = Now }).State);
        Assert.Equal(StageState.Busy, Notices(Team() with { Owed = 2000, OldestAt = Now }).State);
    }

    [Fact]
    public void A_mail_that_is_retried_says_since_when_and_how_often()
    {
        var team = Team() with { Sending = 1, SendingSince = Now.AddMinutes(-10), Tries = 1, LastError = "Busy." };
        Assert.Equal(new StageHealth(StageState.Failing, "Retrying the e-mail to shop for 10 min (1 attempt): Busy."), Notices(team));
        Assert.Equal(
            new StageHealth(StageState.Failing, "Retrying the e-mail to shop for 10 min (3 attempts, 2 unconfirmed): Busy."),
            Notices(team with { Tries = 3, Unknown = 2 }));
    }

    [Fact]
    public void A_mail_that_failed_shows_for_an_hour_and_stays_counted()
    {
        var status = Well with { Teams = [Team() with { Failed = 2, LastFailedAt = Now.AddMinutes(-20), LastFailure = "It may have arrived." }] };
        Assert.Equal(new StageHealth(StageState.Failing, "An e-mail to shop failed 20 min ago: It may have arrived."), StageHealth.OfNotices(status, Options));
        Assert.Equal(new StageFact("Failed e-mails", "2", true), Facts(status, "notices")[^1]);
        Assert.Equal(StageState.Ok, StageHealth.OfNotices(status with { At = Now.AddHours(2) }, Options).State);
        Assert.Equal(new StageFact("Failed e-mails", "2"), Facts(status with { At = Now.AddHours(2) }, "notices")[^1]);
    }

    [Fact]
    public void A_team_that_does_not_answer_is_a_failure_of_notices()
    {
        var status = Well with { Unanswered = ["Ingest: No.", SystemStatus.NoticesOf + "shop: No."] };
        Assert.Equal(new StageHealth(StageState.Failing, "1 team does not answer."), StageHealth.OfNotices(status, Options));
    }

    [Fact]
    public void A_mail_that_failed_a_moment_ago_is_a_failure_of_the_sender()
    {
        var mailer = new MailerStatus(Now, 3, 1, 0, "Busy.", Now.AddMinutes(-1));
        Assert.Equal(new StageHealth(StageState.Failing, "1 min ago: Busy."), StageHealth.OfSender(Well with { Mailer = mailer }));
        var past = mailer with { LastErrorAt = Now.AddHours(-1) };
        Assert.Equal(new StageHealth(StageState.Ok, "Sending."), StageHealth.OfSender(Well with { Mailer = past }));
        Assert.Equal(
            new StageHealth(StageState.Ok, "Sending; 1 e-mail was rejected and 2 attempts were not confirmed earlier."),
            StageHealth.OfSender(Well with { Mailer = past with { Rejected = 1, Unknown = 2 } }));
    }

    [Fact]
    public void Numbers_that_are_not_known_are_dashes_and_not_zeros()
    {
        Assert.All(Facts(new SystemStatus { At = Now }, "sender"), fact => Assert.Equal(("–", false), (fact.Value, fact.IsBad)));
        var facts = Facts(Well with { Mailer = Well.Mailer! with { Rejected = 2, Unknown = 3 } }, "sender");
        Assert.Equal([new StageFact("Unconfirmed", "3", true), new StageFact("Rejected", "2", true)], facts.TakeLast(2));
    }

    private static IReadOnlyList<StageFact> Facts(SystemStatus status, string stage) => StageList.Of(status, Options).Single(part => part.Id == stage).Facts;

    private static StageHealth Notices(TeamNotices team) => StageHealth.OfNotices(Well with { Teams = [team] }, Options);

    private static SystemStatus With(Func<PartitionStatus, PartitionStatus> change) =>
        Well with { Partitions = Well.Partitions.SetItem(4, change(Well.Partitions[4])) };

    private static PartitionStatus Partition(int number) =>
        new(number, "a", new PartitionStats(1, 0, 0, 0, 0, 10, false), new PartitionCounts(Now.AddHours(-1), 0, 0, 0, null, null), null);

    private static TeamNotices Team() => new("shop", 0, null, 0, null, null, 0, null, null);
}
