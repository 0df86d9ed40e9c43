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
        Assert.Equal(new StageHealth(StageState.Behind, "A notice waits for 8 min."), Notices(Team() with { Owed = 3, OldestAt = Now.AddMinutes(-8) }));
        Assert.Equal(StageState.Behind, Notices(Team() with { Sending = 1, SendingSince = Now.AddMinutes(-8), Owed = 1, OldestAt = Now }).State);
        Assert.Equal(StageState.Busy, Notices(Team() with { Owed = 2000, OldestAt = Now }).State);
        Assert.Equal(
            new StageHealth(StageState.Failing, "The mail of shop failed: Busy."),
            Notices(Team() with { Sending = 1, SendingSince = Now, Tries = 2, LastError = "Busy." }));
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
        Assert.Equal(StageState.Ok, StageHealth.OfSender(Well with { Mailer = mailer with { LastErrorAt = Now.AddHours(-1) } }).State);
    }

    [Fact]
    public void Numbers_that_are_not_known_are_dashes_and_not_zeros()
    {
        var facts = StageList.Of(new SystemStatus { At = Now }, Options).Single(stage => stage.Id == "sender").Facts;
        Assert.All(facts, fact => Assert.Equal(("–", false), (fact.Value, fact.IsBad)));
        var refused = StageList.Of(Well with { Mailer = Well.Mailer! with { Rejected = 2 } }, Options).Single(stage => stage.Id == "sender").Facts[^1];
        Assert.Equal(new StageFact("Refused", "2", true), refused);
    }

    private static StageHealth Notices(TeamNotices team) => StageHealth.OfNotices(Well with { Teams = [team] }, Options);

    private static SystemStatus With(Func<PartitionStatus, PartitionStatus> change) =>
        Well with { Partitions = Well.Partitions.SetItem(4, change(Well.Partitions[4])) };

    private static PartitionStatus Partition(int number) =>
        new(number, "a", new PartitionStats(1, 0, 0, 0, 0, 10, false), new PartitionCounts(Now.AddHours(-1), 0, 0, 0, null, null), null);

    private static TeamNotices Team() => new("shop", 0, null, 0, null, null, 0, null, null);
}
