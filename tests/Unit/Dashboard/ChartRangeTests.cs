using RefillRadar.Dashboard.Components.Charts;
using RefillRadar.Grains.Alerts;

namespace RefillRadar.Tests.Unit.Dashboard;

public sealed class ChartRangeTests
{
    [Theory]
    [InlineData("7d", "7d")]
    [InlineData("all", "all")]
    [InlineData("2h", "24h")]
    [InlineData(null, "24h")]
    public void A_range_that_is_not_known_is_a_day(string? name, string expected) =>
        Assert.Equal(expected, ChartRange.Named(name).Name);

    [Fact]
    public void All_begins_with_the_first_alert()
    {
        var buckets = Days(90, 30);
        Assert.Equal(60, ChartRange.Named("all").Shown(buckets).Count);
        Assert.Equal(1, ChartRange.Named("all").Shown(buckets)[0].Low);
    }

    [Theory]
    [InlineData(88)]
    [InlineData(-1)]
    public void All_is_never_narrower_than_two_weeks(int firstWithAlerts)
    {
        var buckets = Days(90, firstWithAlerts);
        Assert.Equal(buckets.Skip(76), ChartRange.Named("all").Shown(buckets));
    }

    [Fact]
    public void Other_ranges_show_their_empty_time_too()
    {
        var buckets = Days(24, 20);
        Assert.Same(buckets, ChartRange.Named("24h").Shown(buckets));
    }

    private static AlertBucket[] Days(int count, int firstWithAlerts) =>
        [.. Enumerable.Range(0, count).Select(day => new AlertBucket(Samples.Now.AddDays(day), firstWithAlerts >= 0 && day >= firstWithAlerts ? 1 : 0, 0))];
}
