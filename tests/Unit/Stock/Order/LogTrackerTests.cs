using RefillRadar.Grains.Stock.Order;

namespace RefillRadar.Tests.Unit.Stock.Order;

public sealed class LogTrackerTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan ResetAfter = TimeSpan.FromMinutes(10);
    private static readonly LogIdentity First = new("mysql-bin", 1, "3e11fa47");
    private static readonly LogIdentity Second = new("mysql-bin", 2, "9c0b12aa");

    public static TheoryData<LogIdentity, LogIdentity> OtherLogs => new()
    {
        { new LogIdentity("mysql-bin", 1, null), new LogIdentity("mysql-bin", 2, null) },
        { new LogIdentity(null, 0, "3e11fa47"), new LogIdentity(null, 0, "9c0b12aa") },
        { new LogIdentity("mysql-bin", 0, null), new LogIdentity("replica-bin", 0, null) },
    };

    public static TheoryData<LogIdentity?, LogIdentity?> OneLog => new()
    {
        { null, null },
        { null, First },
        { First, null },
        { First, First },
        { First, new LogIdentity(null, 1, null) },
        { new LogIdentity("mysql-bin", 0, null), First },
    };

    [Theory]
    [MemberData(nameof(OneLog))]
    public void A_lower_place_ten_minutes_later_begins_a_new_epoch(LogIdentity? before, LogIdentity? after)
    {
        var tracker = Tracker();
        Assert.Equal(0u, tracker.EpochOf(Change(500, 0, before)));
        Assert.False(tracker.HasRestarted);
        Assert.Equal(1u, tracker.EpochOf(Change(3, 600, after)));
        Assert.True(tracker.HasRestarted);
        Assert.Equal(1u, tracker.EpochOf(Change(4, 601, after)));
        Assert.Equal(Place.InLog(1, 4), tracker.Log.Highest);
    }

    [Theory]
    [MemberData(nameof(OneLog))]
    public void A_lower_place_sooner_than_that_is_one_that_came_again(LogIdentity? before, LogIdentity? after)
    {
        var tracker = Tracker();
        tracker.EpochOf(Change(500, 0, before));
        Assert.Equal(0u, tracker.EpochOf(Change(3, 599, after)));
        Assert.Equal(0u, tracker.EpochOf(Change(3, -3_600, after)));
        Assert.False(tracker.HasRestarted);
        Assert.Equal(Place.InLog(1, 500), tracker.Log.Highest);
    }

    [Fact]
    public void The_ten_minutes_count_from_the_latest_event_and_not_from_the_last()
    {
        var tracker = Tracker();
        tracker.EpochOf(Change(500, 400));
        // Its statement waited for a lock.
        tracker.EpochOf(Change(501, 0));
        Assert.Equal(0u, tracker.EpochOf(Change(3, 700)));
        Assert.Equal(1u, tracker.EpochOf(Change(3, 1_300)));
    }

    [Fact]
    public void The_same_place_is_never_a_new_epoch_however_late()
    {
        var tracker = Tracker();
        tracker.EpochOf(Change(500, 0));
        Assert.Equal(0u, tracker.EpochOf(Change(500, 86_400)));
    }

    [Fact]
    public void A_time_that_is_not_that_of_the_event_begins_nothing()
    {
        var tracker = Tracker();
        tracker.EpochOf(Change(500, 0));
        Assert.Equal(0u, tracker.EpochOf(Change(3, 86_400) with { HasEventTime = false }));
        Assert.Equal(0u, tracker.EpochOf(Change(3, null)));
    }

    [Theory]
    [MemberData(nameof(OtherLogs))]
    public void A_lower_place_of_another_log_begins_a_new_epoch_at_once(LogIdentity before, LogIdentity after)
    {
        var tracker = Tracker();
        tracker.EpochOf(Change(500, 0, before));
        Assert.Equal(1u, tracker.EpochOf(Change(3, 1, after)));
        // And without any time.
        tracker = Tracker();
        tracker.EpochOf(Change(500, null, before));
        Assert.Equal(1u, tracker.EpochOf(Change(3, null, after)));
    }

    [Fact]
    public void A_higher_place_of_another_server_goes_on_with_the_epoch()
    {
        // A replica passes on the events of its primary among its own.
        var tracker = Tracker();
        Assert.Equal(0u, tracker.EpochOf(Change(500, 0, First)));
        Assert.Equal(0u, tracker.EpochOf(Change(501, 1, Second)));
        Assert.Equal(0u, tracker.EpochOf(Change(502, 2, First)));
        Assert.Equal(0u, tracker.EpochOf(Change(400, -1, Second)));
    }

    [Theory]
    [MemberData(nameof(OneLog))]
    public void What_comes_again_from_before_the_reset_keeps_its_epoch(LogIdentity? before, LogIdentity? after)
    {
        var tracker = Tracker();
        tracker.EpochOf(Change(400, -60, before));
        tracker.EpochOf(Change(500, 0, before));
        tracker.EpochOf(Change(3, 3_600, after));
        // Lower and higher than what the new epoch has come to.
        Assert.Equal(0u, tracker.EpochOf(Change(1, -120, before)));
        Assert.Equal(0u, tracker.EpochOf(Change(500, 0, before)));
        Assert.Equal(1u, tracker.EpochOf(Change(600, 3_660, after)));
        Assert.Equal(0u, tracker.EpochOf(Change(400, -60, before)));
        Assert.Equal(Place.InLog(1, 600), tracker.Log.Highest);
    }

    [Fact]
    public void What_comes_again_from_another_server_keeps_its_epoch_even_without_a_time()
    {
        var tracker = Tracker();
        tracker.EpochOf(Change(500, null, First));
        tracker.EpochOf(Change(3, null, Second));
        Assert.Equal(0u, tracker.EpochOf(Change(500, null, First)));
        Assert.Equal(0u, tracker.EpochOf(Change(2, null, First)));
        Assert.Equal(1u, tracker.EpochOf(Change(4, null, Second)));
    }

    [Fact]
    public void Among_past_epochs_of_one_identity_the_time_decides()
    {
        var tracker = Tracker();
        for (var epoch = 0; epoch < 4; epoch++)
        {
            Assert.Equal((uint)epoch, tracker.EpochOf(Change(10, 3_600 * epoch, First)));
            Assert.Equal((uint)epoch, tracker.EpochOf(Change(500, (3_600 * epoch) + 60, First)));
        }

        for (var epoch = 0; epoch < 4; epoch++)
        {
            Assert.Equal((uint)epoch, tracker.EpochOf(Change(10, 3_600 * epoch, First)));
            Assert.Equal((uint)epoch, tracker.EpochOf(Change(400, (3_600 * epoch) + 30, First)));
            Assert.Equal((uint)epoch, tracker.EpochOf(Change(500, (3_600 * epoch) + 60, First)));
        }

        Assert.Equal(3u, tracker.Log.Epoch);
    }

    [Fact]
    public void A_server_that_takes_over_again_begins_a_new_epoch_and_its_old_records_keep_theirs()
    {
        var tracker = Tracker();
        tracker.EpochOf(Change(500, 0, First));
        tracker.EpochOf(Change(600, 100, First));
        Assert.Equal(1u, tracker.EpochOf(Change(300, 120, Second)));
        Assert.Equal(2u, tracker.EpochOf(Change(5, 140, First)));
        Assert.Equal(0u, tracker.EpochOf(Change(600, 100, First)));
        Assert.Equal(1u, tracker.EpochOf(Change(300, 120, Second)));
        Assert.Equal(2u, tracker.EpochOf(Change(6, 141, First)));
    }

    [Fact]
    public void A_record_from_before_the_reset_that_was_never_seen_is_of_the_epoch_before()
    {
        // Of one batch: the first of the new log came before the last of the old one.
        var tracker = Tracker();
        tracker.EpochOf(Change(500, 0));
        Assert.Equal(1u, tracker.EpochOf(Change(3, 1_000)));
        Assert.Equal(0u, tracker.EpochOf(Change(510, 399)));
        // Exactly as long before as a reset takes.
        Assert.Equal(0u, tracker.EpochOf(Change(511, 400)));
        Assert.Equal(1u, tracker.EpochOf(Change(4, 401)));
    }

    [Fact]
    public void The_last_of_an_epoch_that_came_after_the_first_of_the_next_keeps_its_epoch_after_another_reset()
    {
        var tracker = Tracker();
        tracker.EpochOf(Change(500, 0));
        Assert.Equal(1u, tracker.EpochOf(Change(3, 1_000)));
        Assert.Equal(0u, tracker.EpochOf(Change(510, 300)));
        Assert.Equal(2u, tracker.EpochOf(Change(1, 3_000)));
        Assert.Equal(0u, tracker.EpochOf(Change(510, 300)));
        Assert.Equal(1u, tracker.EpochOf(Change(3, 1_000)));
        Assert.Equal(2u, tracker.EpochOf(Change(2, 3_001)));
    }

    [Fact]
    public void Four_past_epochs_are_remembered()
    {
        var tracker = Tracker();
        for (var epoch = 0; epoch < 6; epoch++)
        {
            tracker.EpochOf(Change(10, 3_600 * epoch));
            tracker.EpochOf(Change(500, (3_600 * epoch) + 60));
        }

        Assert.Equal([4u, 3u, 2u, 1u], tracker.Log.Past.Select(past => past.Epoch));
        Assert.Equal(5u, tracker.Log.Epoch);
        // What is of the fifth before is at least not taken for news.
        Assert.Equal(1u, tracker.EpochOf(Change(500, 60)));
    }

    [Fact]
    public void What_is_known_of_a_log_goes_on_with_the_next_batch()
    {
        var log = new SourceLog { Source = "db" };
        (ulong Place, int Second, uint Epoch)[] steps =
            [(500, 0, 0), (510, -100, 0), (3, -200, 0), (3, 700, 1), (510, -100, 0), (9, 750, 1), (600, 900, 1), (2, 1_600, 2), (9, 750, 1), (500, 0, 0), (4, 1_601, 2)];
        foreach (var (place, second, epoch) in steps)
        {
            var tracker = new LogTracker(log, ResetAfter);
            Assert.Equal(epoch, tracker.EpochOf(Change(place, second, First)));
            Assert.Equal(tracker.Log.Epoch != log.Epoch, tracker.HasRestarted);
            log = tracker.Log;
        }
    }

    [Fact]
    public void Nothing_new_is_the_very_same_log()
    {
        var tracker = Tracker();
        tracker.EpochOf(Change(500, 0, First));
        var again = new LogTracker(tracker.Log, ResetAfter);
        again.EpochOf(Change(400, -10, First));
        Assert.Same(tracker.Log.Source, again.Log.Source);
        Assert.Equal(tracker.Log.Highest, again.Log.Highest);
        Assert.Equal(tracker.Log.LatestTicks, again.Log.LatestTicks);
    }

    private static LogTracker Tracker() => new(new SourceLog { Source = "db" }, ResetAfter);

    private static StockChange Change(ulong place, int? second, LogIdentity? log = null) => new(
        "7", StockOperation.Update, 1, new Position("db", Place.InLog(1, place)), second is { } at ? Start.AddSeconds(at).UtcTicks : 0,
        HasEventTime: second is not null, log);
}
