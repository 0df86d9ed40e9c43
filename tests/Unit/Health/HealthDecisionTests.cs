using RefillRadar.Dashboard.Components.Operations;
using RefillRadar.Grains.Board;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Feed;
using RefillRadar.Grains.Health;
using RefillRadar.Grains.Notifications;
using RefillRadar.Grains.Stock.Partition;
using RefillRadar.Grains.Thresholds;
using RefillRadar.Tests.Unit.Dashboard;

namespace RefillRadar.Tests.Unit.Health;

public sealed class HealthDecisionTests
{
    private static readonly DateTimeOffset Now = Samples.Now;

    private static readonly SystemStatus System = new()
    {
        At = Now,
        Stats = new RadarStats { Tracked = 5 },
        Feed = new FeedState(Now.AddSeconds(-1), 0.03),
        Rates = new ChangeRates(TimeSpan.FromSeconds(2), 10, 0, 0, 1),
        Partitions = [.. Enumerable.Range(0, StockPartitions.Count).Select(Partition)],
        Silos = [new SiloState("a", "a", "a", "Active", Now, StockPartitions.Count)],
        Overdue = 0,
        Mailer = new MailerStatus(Now, 3, 0, 0, null, null),
        Teams = [Team],
        Thresholds = new ThresholdsInfo("t.csv", "1", 1, Now, [], null),
    };

    private static readonly HealthSigns Signs = new()
    {
        At = Now,
        Since = Now.AddHours(-1),
        System = System,
        Write = TimeSpan.FromMilliseconds(3),
        Disk = new DiskSpace("/data", 20L << 30),
    };

    private static TeamNotices Team => new("shop", 0, null, 0, null, null, 0, null, null);

    [Fact]
    public void Everything_is_ok()
    {
        var items = HealthDecision.Of(Signs);
        Assert.Equal(
            ["thresholds", "source", "ingest", "decisions", "stores", "disk", "notifications", "quarantine", "cluster"], items.Select(item => item.Name));
        Assert.All(items, item => Assert.Equal((HealthStatus.Ok, null, false), (item.Status, item.Remedy, item.IsBlocking)));
        Assert.Equal("Everything is OK.", StageList.Summary(new InstallationHealth(Now, items)));
    }

    [Fact]
    public void What_did_not_answer_is_never_ok()
    {
        var items = HealthDecision.Of(new HealthSigns { At = Now, Since = Now, System = new SystemStatus { At = Now } });
        Assert.All(items.Where(item => item.Name != HealthNames.Disk), item => Assert.Equal((HealthStatus.Failing, true), (item.Status, item.IsSilent)));
        Assert.False(new InstallationHealth(Now, items).IsServing);
    }

    [Fact]
    public void No_threshold_file_says_so_and_what_to_do()
    {
        var item = Of(HealthNames.Thresholds, Signs with { System = System with { Thresholds = new ThresholdsInfo("data/t.csv", null, 0, null, ["There is no file."], Now, IsMissing: true) } });
        Assert.Equal((HealthStatus.Failing, true), (item.Status, item.IsBlocking));
        Assert.Equal("No threshold file. No product can alert until one is loaded.", item.Reason);
        Assert.Equal("Add one at data/t.csv, or set RefillRadar:Thresholds:Path.", item.Remedy);
    }

    [Fact]
    public void A_refused_file_fails_without_a_good_one_and_needs_attention_beside_one()
    {
        var first = Of(HealthNames.Thresholds, Signs with { System = System with { Thresholds = new ThresholdsInfo("t.csv", null, 0, null, ["Line 2: no."], Now) } });
        Assert.Equal((HealthStatus.Failing, "The threshold file was refused, and no product can alert: Line 2: no."), (first.Status, first.Reason));
        var later = Of(HealthNames.Thresholds, Signs with { System = System with { Thresholds = System.Thresholds! with { Errors = ["a", "b"], RefusedAt = Now } } });
        Assert.Equal((HealthStatus.Attention, "The newest threshold file was refused (2 errors); the one before it stays in force."), (later.Status, later.Reason));
        Assert.False(later.IsBlocking);
        var gone = Of(HealthNames.Thresholds, Signs with { System = System with { Thresholds = System.Thresholds! with { Errors = ["There is no file t.csv."], RefusedAt = Now, IsMissing = true } } });
        Assert.Equal((HealthStatus.Attention, "There is no file t.csv. The one before it stays in force."), (gone.Status, gone.Reason));
        var held = Of(HealthNames.Thresholds, Signs with { System = System with { Thresholds = System.Thresholds! with { Held = "It is short." } } });
        Assert.Equal(HealthStatus.Attention, held.Status);
    }

    [Theory]
    [InlineData(60, HealthStatus.Ok)]
    [InlineData(901, HealthStatus.Failing)]
    public void A_source_is_stale_after_a_while(int seconds, HealthStatus expected)
    {
        var item = Of(HealthNames.Source, Signs with { System = System with { Feed = new FeedState(Now.AddSeconds(-seconds), 0) } });
        Assert.Equal((expected, false), (item.Status, item.IsBlocking));
    }

    [Theory]
    [InlineData(1, HealthStatus.Attention, "No data since the start.")]
    [InlineData(20, HealthStatus.Failing, "No data since the first start 20 min ago. Levels may be out of date.")]
    public void A_source_that_has_sent_nothing_yet_has_its_time(int minutes, HealthStatus expected, string reason)
    {
        var item = Of(HealthNames.Source, Signs with { Since = Now.AddMinutes(-minutes), System = System with { Feed = new FeedState(null, 0) } });
        Assert.Equal((expected, reason), (item.Status, item.Reason));
    }

    [Theory]
    [InlineData(3, 10, HealthStatus.Ok)]
    [InlineData(45, 10, HealthStatus.Attention)]
    [InlineData(45, 0, HealthStatus.Ok)]
    public void Lag_counts_while_changes_arrive(double lag, double changes, HealthStatus expected) =>
        Assert.Equal(expected, Of(HealthNames.Ingest, Signs with { System = System with { Feed = new FeedState(Now, lag), Rates = System.Rates! with { Changes = changes } } }).Status);

    [Fact]
    public void Partitions_that_are_away_fail_read_again_or_are_late_show()
    {
        var away = Of(HealthNames.Decisions, Signs with { System = System with { Partitions = System.Partitions[1..] } });
        Assert.Equal((HealthStatus.Failing, true, true), (away.Status, away.IsBlocking, away.IsSilent));
        Assert.Equal("1 of 32 partitions do not respond. Their products cannot alert.", away.Reason);
        Assert.Equal(HealthStatus.Attention, Of(HealthNames.Decisions, With(part => part with { Stats = part.Stats with { Stale = true } })).Status);
        var failed = With(part => part with { Counts = part.Counts with { LastError = "product 7: No.", LastErrorAt = Now.AddMinutes(-2) } });
        Assert.Equal((HealthStatus.Attention, "2 min ago: product 7: No."), (Of(HealthNames.Decisions, failed).Status, Of(HealthNames.Decisions, failed).Reason));
        Assert.Equal(HealthStatus.Ok, Of(HealthNames.Decisions, failed with { System = failed.System with { At = Now.AddMinutes(10) } }).Status);
        Assert.Equal(HealthStatus.Failing, Of(HealthNames.Decisions, Signs with { System = System with { Rates = System.Rates! with { Failed = 0.5 } } }).Status);
        Assert.Equal(HealthStatus.Attention, Of(HealthNames.Stores, With(part => part with { DirtySince = Now.AddMinutes(-3) })).Status);
        Assert.Equal(HealthStatus.Ok, Of(HealthNames.Stores, With(part => part with { DirtySince = Now.AddSeconds(-50) })).Status);
    }

    [Theory]
    [InlineData(0, HealthStatus.Ok)]
    [InlineData(1, HealthStatus.Attention)]
    [InlineData(SystemStatus.MaxOverdue, HealthStatus.Failing)]
    public void Overdue_products_show(int overdue, HealthStatus expected) =>
        Assert.Equal(expected, Of(HealthNames.Decisions, Signs with { System = System with { Overdue = overdue } }).Status);

    [Fact]
    public void A_store_that_cannot_be_written_blocks()
    {
        var full = Of(HealthNames.Stores, Signs with { Write = null, WriteError = "database or disk is full." });
        Assert.Equal((HealthStatus.Failing, true, false), (full.Status, full.IsBlocking, full.IsSilent));
        Assert.Contains("database or disk is full.", full.Reason, StringComparison.Ordinal);
        Assert.True(Of(HealthNames.Stores, Signs with { Write = null, IsWriteSilent = true }).IsSilent);
        Assert.True(Of(HealthNames.Stores, Signs with { System = System with { Overdue = null } }).IsSilent);
    }

    [Theory]
    [InlineData(20_000, HealthStatus.Ok)]
    [InlineData(400, HealthStatus.Attention)]
    [InlineData(20, HealthStatus.Failing)]
    public void A_disk_is_looked_at_before_it_is_full(long megabytes, HealthStatus expected) =>
        Assert.Equal(expected, Of(HealthNames.Disk, Signs with { Disk = new DiskSpace("/data", megabytes << 20) }).Status);

    [Fact]
    public void Notifications_wait_for_their_group_and_not_longer()
    {
        Assert.Equal(HealthStatus.Ok, Notifications(Team with { Queued = 3, OldestAt = Now.AddMinutes(-5) }).Status);
        Assert.Equal("A notification has been queued for 8 min.", Notifications(Team with { Queued = 3, OldestAt = Now.AddMinutes(-8) }).Reason);
        Assert.Equal(HealthStatus.Attention, Notifications(Team with { Sending = 1, SendingSince = Now.AddMinutes(-8), Queued = 1, OldestAt = Now }).Status);
    }

    [Fact]
    public void An_e_mail_that_is_retried_or_failed_is_failing_and_blocks_nothing()
    {
        var retried = Notifications(Team with { Sending = 1, SendingSince = Now.AddMinutes(-10), Tries = 3, LastError = "Busy." });
        Assert.Equal((HealthStatus.Failing, false, "Retrying the e-mail to shop for 10 min (3 attempts): Busy."), (retried.Status, retried.IsBlocking, retried.Reason));
        var failed = Signs with { System = System with { Teams = [Team with { Failed = 2, LastFailedAt = Now.AddMinutes(-20), LastFailure = "No." }] } };
        Assert.Equal("An e-mail to shop failed 20 min ago: No.", Of(HealthNames.Notifications, failed).Reason);
        Assert.Equal(HealthStatus.Ok, Of(HealthNames.Notifications, failed with { System = failed.System with { At = Now.AddHours(2) } }).Status);
        Assert.Equal(HealthStatus.Attention, Of(HealthNames.Notifications, Signs with { System = System with { Mailer = new MailerStatus(Now, 3, 1, 0, "Busy.", Now.AddMinutes(-1)) } }).Status);
        Assert.True(Of(HealthNames.Notifications, Signs with { System = System with { Unanswered = [SystemStatus.NoticesOf + "shop: No."] } }).IsSilent);
    }

    [Fact]
    public void Quarantined_records_and_a_cluster_that_answers_in_part_need_attention()
    {
        var quarantine = Of(HealthNames.Quarantine, Signs with { System = System with { Stats = new RadarStats { Quarantined = 1200 } } });
        Assert.Equal((HealthStatus.Attention, "1,200 records could not be read and are quarantined."), (quarantine.Status, quarantine.Reason));
        Assert.Equal(HealthStatus.Attention, Of(HealthNames.Cluster, Signs with { System = System with { Unanswered = ["Ingest: No."] } }).Status);
    }

    [Fact]
    public void The_summary_names_the_worst_first()
    {
        var health = new InstallationHealth(Now, HealthDecision.Of(Signs with
        {
            Disk = new DiskSpace("/data", 1),
            System = System with { Stats = new RadarStats { Quarantined = 1 }, Overdue = 3 },
        }));
        Assert.Equal("Failing: Disk. Needs attention: Decisions, Quarantine.", StageList.Summary(health));
    }

    [Fact]
    public void Every_part_has_a_card_with_its_numbers()
    {
        var stages = StageList.Of(new InstallationHealth(Now, HealthDecision.Of(Signs)), System with { Feed = System.Feed! with { SkippedBy = System.Feed.SkippedBy.Add("otherTable", 1234) } });
        Assert.Equal(9, stages.Count);
        Assert.Contains(new StageFact("Skipped: otherTable", "1,234"), stages.Single(stage => stage.Name == "Ingest").Facts);
    }

    private static HealthItem Of(string name, HealthSigns signs) => HealthDecision.Of(signs).Single(item => item.Name == name);

    private static HealthItem Notifications(TeamNotices team) => Of(HealthNames.Notifications, Signs with { System = System with { Teams = [team] } });

    private static HealthSigns With(Func<PartitionStatus, PartitionStatus> change) =>
        Signs with { System = System with { Partitions = [change(System.Partitions[0]), .. System.Partitions[1..]] } };

    private static PartitionStatus Partition(int number) =>
        new(number, "a", new PartitionStats(1, 0, 0, 0, 0, 10, false), new PartitionCounts(Now.AddHours(-1), 0, 0, 0, null, null), null);
}
