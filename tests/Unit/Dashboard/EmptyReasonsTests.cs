using RefillRadar.Dashboard.Components.Alerts;
using RefillRadar.Grains.Board;
using RefillRadar.Grains.Health;

namespace RefillRadar.Tests.Unit.Dashboard;

public sealed class EmptyReasonsTests
{
    [Fact]
    public void Only_a_watched_and_heard_shop_without_filters_is_good_news()
    {
        var well = new RadarStats { Tracked = 5 };
        Assert.Equal(EmptyReason.AllStocked, EmptyReasons.Of(well, filtered: false));
        Assert.Equal(EmptyReason.NoMatch, EmptyReasons.Of(well, filtered: true));
        Assert.Equal(EmptyReason.FeedStale, EmptyReasons.Of(well with { FeedStale = true }, filtered: false));
        Assert.Equal(EmptyReason.NoMatch, EmptyReasons.Of(well with { FeedStale = true }, filtered: true));
        Assert.Equal(EmptyReason.AllStocked, EmptyReasons.Of(new RadarStats { Untracked = 1 }, filtered: false));
        Assert.Equal(EmptyReason.NoData, EmptyReasons.Of(new RadarStats(), filtered: true));
        Assert.Equal(EmptyReason.Unread, EmptyReasons.Of(well with { Low = 1 }, filtered: false));
        Assert.Equal(EmptyReason.Unread, EmptyReasons.Of(well with { Out = 1 }, filtered: false));
        var none = new InstallationHealth(Samples.Now, [new(HealthNames.Thresholds, HealthStatus.Failing, "None.")]);
        Assert.Equal(EmptyReason.NoThresholds, EmptyReasons.Of(well, filtered: false, none));
        Assert.Equal(EmptyReason.NoThresholds, EmptyReasons.Of(null, filtered: false, none));
        Assert.Equal(EmptyReason.AllStocked, EmptyReasons.Of(well, filtered: false, new InstallationHealth(Samples.Now, [])));
        Assert.Equal(EmptyReason.NoData, EmptyReasons.Of(null, filtered: false));
    }
}
