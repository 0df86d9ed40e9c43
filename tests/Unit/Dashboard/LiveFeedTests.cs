using Microsoft.Extensions.Time.Testing;
using RefillRadar.Dashboard.Live;
using RefillRadar.Grains.Board;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Tests.Unit.Dashboard;

public sealed class LiveFeedTests
{
    private readonly FakeTimeProvider _time = new(Samples.Now);
    private readonly LiveFeed _feed;

    public LiveFeedTests() => _feed = new LiveFeed(_time);

    [Fact]
    public async Task A_listener_that_never_reads_holds_nobody_up_and_stays_bounded()
    {
        using var slow = _feed.Subscribe();
        using var quick = _feed.Subscribe();
        for (var i = 0; i < FeedSubscription.MaxAlerts * 3; i++)
        {
            _feed.AlertsChanged([Samples.Alert($"a{i}")]);
            Assert.Equal($"a{i}", Assert.Single((await Read(quick)).Alerts).Id);
        }

        var late = await Read(slow);
        Assert.True(late.Gap);
        Assert.InRange(late.Alerts.Count, 0, FeedSubscription.MaxAlerts);
    }

    [Fact]
    public async Task The_latest_of_each_alert_wins()
    {
        using var listener = _feed.Subscribe();
        _feed.AlertsChanged([Samples.Alert("a"), Samples.Alert("b")]);
        _feed.AlertsChanged([Samples.Alert("a", status: AlertStatus.Resolved)]);

        var batch = await Read(listener);
        Assert.Equal([("a", AlertStatus.Resolved), ("b", AlertStatus.Firing)], batch.Alerts.Select(alert => (alert.Id, alert.Status)));
        Assert.False(batch.Gap);
    }

    [Fact]
    public async Task Levels_wait_for_the_beat_and_reach_only_those_that_watch_them()
    {
        using var one = _feed.Subscribe();
        using var other = _feed.Subscribe();
        one.Watch(key => key == "1");
        _feed.LevelsChanged([Samples.Level("1", 10), Samples.Level("2", 5)]);
        _feed.LevelsChanged([Samples.Level("1", 9)]);
        var pending = one.ReadAsync(default).AsTask();
        Assert.False(pending.IsCompleted);

        _feed.FlushLevels();
        Assert.Equal(9, Assert.Single((await pending).Levels).Quantity);
        Assert.False(other.ReadAsync(default).AsTask().IsCompleted);
    }

    [Fact]
    public async Task Numbers_are_passed_on_when_they_change()
    {
        using var listener = _feed.Subscribe();
        _feed.StatsChanged(new RadarStats { Low = 1 });
        Assert.Equal(1, (await Read(listener)).Stats!.Low);

        _feed.StatsChanged(new RadarStats { Low = 1 });
        Assert.False(listener.ReadAsync(default).AsTask().IsCompleted);
    }

    [Fact]
    public async Task Numbers_that_do_not_change_are_passed_on_every_few_seconds_so_that_a_quiet_page_goes_on()
    {
        using var listener = _feed.Subscribe();
        _feed.StatsChanged(new RadarStats { Low = 1 });
        await Read(listener);
        var pending = listener.ReadAsync(default).AsTask();
        _time.Advance(TimeSpan.FromSeconds(4));
        _feed.StatsChanged(new RadarStats { Low = 1 });
        Assert.False(pending.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));
        _feed.StatsChanged(new RadarStats { Low = 1 });
        Assert.Equal(1, (await pending.WaitAsync(TimeSpan.FromSeconds(10))).Stats!.Low);
    }

    [Fact]
    public async Task Numbers_that_cannot_be_read_make_what_is_shown_old_until_they_can_again()
    {
        using var listener = _feed.Subscribe();
        _feed.LinkRenewed(known: true);
        _feed.StatsChanged(new RadarStats { Low = 1 });
        await Read(listener);
        Assert.True(_feed.IsCurrent);

        _feed.StatsLost();
        Assert.NotNull((await Read(listener)).Stats);
        Assert.False(_feed.IsCurrent);

        _feed.StatsChanged(new RadarStats { Low = 1 });
        Assert.NotNull((await Read(listener)).Stats);
        Assert.True(_feed.IsCurrent);
    }

    [Fact]
    public async Task Levels_that_come_from_now_on_are_a_gap()
    {
        using var listener = _feed.Subscribe();
        _feed.LinkRenewed(known: true, levels: false);
        Assert.True((await Read(listener)).Gap);
        _feed.LinkRenewed(known: true, levels: true);
        Assert.True((await Read(listener)).Gap);
    }

    [Fact]
    public async Task A_link_that_comes_back_or_was_forgotten_is_a_gap_and_a_renewal_is_none()
    {
        using var listener = _feed.Subscribe();
        _feed.LinkRenewed(known: true);
        Assert.True((await Read(listener)).Gap);
        _feed.LinkRenewed(known: false);
        Assert.True((await Read(listener)).Gap);
        _feed.LinkRenewed(known: true);
        Assert.False(listener.ReadAsync(default).AsTask().IsCompleted);
    }

    [Fact]
    public void Who_has_gone_is_no_longer_served()
    {
        var listener = _feed.Subscribe();
        Assert.True(_feed.HasListeners);
        listener.Dispose();
        Assert.False(_feed.HasListeners);
    }

    private static Task<FeedBatch> Read(FeedSubscription subscription)
    {
        var read = subscription.ReadAsync(default).AsTask();
        Assert.True(read.IsCompleted, "Nothing was waiting to be read.");
        return read;
    }
}
