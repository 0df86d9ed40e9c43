using RefillRadar.Dashboard.Components.Alerts;
using RefillRadar.Dashboard.Live;
using RefillRadar.Grains.Board;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Tests.Unit.Dashboard;

public sealed class PausedFeedTests
{
    private readonly PausedFeed _held = new();

    [Fact]
    public void New_alerts_and_numbers_pass_and_what_is_about_shown_rows_is_held()
    {
        var stats = new RadarStats { Low = 3 };
        var passed = Hold(new FeedBatch([Samples.Alert("shown"), Samples.Alert("new")], [Samples.Level("1", 5)], stats, true));
        Assert.Equal(["new"], passed.Alerts.Select(alert => alert.Id));
        Assert.Empty(passed.Levels);
        Assert.Equal((stats, true), (passed.Stats, passed.Gap));
    }

    [Fact]
    public void The_latest_of_each_is_given_back_once()
    {
        Hold(new FeedBatch([Samples.Alert("shown")], [Samples.Level("1", 5), Samples.Level("2", 7)], null, false));
        Hold(new FeedBatch([Samples.Alert("shown", status: AlertStatus.Snoozed)], [Samples.Level("1", 4)], null, false));
        var released = _held.Release();
        Assert.Equal(AlertStatus.Snoozed, Assert.Single(released.Alerts).Status);
        Assert.Equal([("1", 4m), ("2", 7m)], released.Levels.Select(level => (level.Key, level.Quantity!.Value)));

        Assert.Empty(_held.Release().Alerts);
        Assert.Empty(_held.Release().Levels);
    }

    private FeedBatch Hold(FeedBatch batch) => _held.Hold(batch, id => id == "shown");
}
