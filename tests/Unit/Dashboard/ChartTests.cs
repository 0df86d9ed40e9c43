using RefillRadar.Dashboard.Components.Charts;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Tests.Unit.Dashboard;

public sealed class ChartTests
{
    private static readonly DateTimeOffset From = Samples.Now;
    private static readonly DateTimeOffset To = Samples.Now.AddHours(10);

    [Fact]
    public void A_level_is_a_step_line_that_holds_until_the_next_sample()
    {
        var chart = LevelGeometry.Of([At(-1, 100), At(5, 50), At(7.5, 0)], 20, 25, From, To);

        Assert.Equal([0, 50, 100, 150], chart.Ticks);
        Assert.Equal("M0 33.33H500V66.67H750V100H1000", chart.Line);
        Assert.Equal(chart.Line + "V100H0Z", chart.Area);
    }

    [Fact]
    public void Nothing_to_draw_is_an_empty_path_and_still_an_axis()
    {
        var chart = LevelGeometry.Of([], 20, 20, From, To);
        Assert.Equal("", chart.Line);
        Assert.Equal("", chart.Area);
        Assert.True(chart.Ticks[^1] >= 20);
    }

    [Fact]
    public void Many_samples_are_thinned_and_keep_their_extremes()
    {
        LevelSample[] samples = [.. Enumerable.Range(0, 50_000).Select(i => At(i / 5000.0, i == 31_234 ? -40 : i % 7 == 0 ? 90 : 60))];
        var chart = LevelGeometry.Of(samples, null, null, From, To);

        Assert.InRange(chart.Line.Count(letter => letter == 'V'), 100, LevelGeometry.Columns * 4);
        var deepest = FormattableString.Invariant($"V{100 - (chart.Share(-40) * 100):0.##}H");
        Assert.Contains(deepest, chart.Line, StringComparison.Ordinal);
        Assert.InRange(chart.Steps.Count, 1, 121);
    }

    [Theory]
    [InlineData(0, 0.4)]
    [InlineData(0, 7)]
    [InlineData(-3, 1234567)]
    [InlineData(-5, -5)]
    [InlineData(0, 1e15)]
    public void An_axis_is_round_and_holds_the_values(double min, double max)
    {
        var ticks = Axis.Ticks(min, max, 4);
        Assert.InRange(ticks.Length, 2, 8);
        Assert.True(ticks[0] <= min && ticks[^1] >= max);
        Assert.Contains(ticks, tick => Math.Abs(tick) < 1e-9);
    }

    [Fact]
    public void Bars_stack_inside_the_box()
    {
        var chart = BarGeometry.Of([new(From, 3, 5), new(From.AddHours(1), 0, 0)]);
        Assert.Equal(8, chart.Ticks[^1]);
        Assert.Equal((62.5, 37.5), (chart.Bars[0].OutHeight, chart.Bars[0].LowHeight));
        Assert.Equal((0, 0), (chart.Bars[1].OutHeight, chart.Bars[1].LowHeight));
    }

    [Fact]
    public void A_range_ends_with_the_bucket_of_now_and_divides_evenly()
    {
        foreach (var range in ChartRange.All)
        {
            (var from, var to) = range.At(Samples.Now);
            Assert.True(to > Samples.Now && to - range.Bucket <= Samples.Now);
            Assert.Equal(0, (to - from).Ticks % range.Bucket.Ticks);
        }
    }

    private static LevelSample At(double hours, decimal quantity) => new LevelSample("1", From.AddHours(hours), quantity);
}
