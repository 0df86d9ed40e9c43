using RefillRadar.Grains.Configuration;
using RefillRadar.Grains.Stock.Levels;

namespace RefillRadar.Tests.Unit.Stock;

public sealed class DemandTests
{
    private static readonly AlertsOptions Options = new() { DemandDays = 7 };
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(24, 1, 1)]
    [InlineData(240, 3, 1)]
    [InlineData(2, 30, 5)]
    [InlineData(0.5, 60, 1)]
    [InlineData(86400, 0.02, 1)]
    public void A_constant_rate_is_found_within_a_tenth(double perDay, double days, int units)
    {
        var (demand, now) = Sell(default, Start, 100_000, perDay, days, units);
        Assert.InRange(demand.PerDay(now, Options)!.Value, perDay * 0.9, perDay * 1.1);
    }

    [Fact]
    public void Restocks_are_no_demand_and_their_time_counts()
    {
        var demand = new Demand();
        decimal level = 100;
        var now = Start;
        for (var hour = 0; hour < 14 * 24; hour++)
        {
            now += TimeSpan.FromHours(1);
            demand.Observe(level, level - 1, now, Options);
            level--;
            if (hour % 24 == 12)
            {
                demand.Observe(level, level + 24, now + TimeSpan.FromMinutes(30), Options);
                level += 24;
            }
        }

        Assert.InRange(demand.PerDay(now, Options)!.Value, 21.6, 26.4);
    }

    [Fact]
    public void A_correction_of_most_of_the_stock_is_no_sale()
    {
        var (demand, now) = Sell(default, Start, 1000, 24, 7, 1);
        var before = demand.PerDay(now, Options)!.Value;
        demand.Observe(800, 100, now + TimeSpan.FromMinutes(1), Options);
        Assert.Equal(before, demand.PerDay(now + TimeSpan.FromMinutes(1), Options)!.Value, 1e-3);
    }

    [Fact]
    public void The_time_while_nothing_could_be_sold_does_not_count()
    {
        var (demand, now) = Sell(default, Start, 240, 24, 10, 1);
        demand.Observe(0, 240, now + TimeSpan.FromDays(5), Options);
        var (after, end) = Sell(demand, now + TimeSpan.FromDays(5), 240, 24, 5, 1);
        Assert.InRange(after.PerDay(end, Options)!.Value, 21.6, 26.4);
    }

    [Fact]
    public void Demand_fades_while_nothing_is_sold()
    {
        var (demand, now) = Sell(default, Start, 1000, 24, 14, 1);
        var rates = Enumerable.Range(0, 12).Select(weeks => demand.PerDay(now.AddDays(7 * weeks), Options)!.Value).ToArray();
        Assert.Equal(rates.OrderDescending(), rates);
        Assert.True(rates[1] < 12 && rates[11] < 0.1, $"{rates[1]}, {rates[11]}");
    }

    [Fact]
    public void The_newest_weeks_weigh_most()
    {
        var (slow, now) = Sell(default, Start, 1000, 10, 30, 1);
        var (fast, end) = Sell(slow, now, 10_000, 100, 21, 1);
        Assert.InRange(fast.PerDay(end, Options)!.Value, 85, 105);
    }

    [Fact]
    public void Two_sales_are_needed_and_what_is_saved_comes_back()
    {
        var demand = new Demand();
        Assert.Null(demand.PerDay(Start, Options));
        demand.Observe(10, 9, Start, Options);
        demand.Observe(9, 8, Start.AddHours(1), Options);
        Assert.Null(demand.PerDay(Start.AddHours(1), Options));
        demand.Observe(8, 7, Start.AddHours(2), Options);
        Assert.NotNull(demand.PerDay(Start.AddHours(2), Options));
        var (perDay, since, last, samples) = demand.Save();
        Assert.Equal(demand, Demand.Restore(perDay, since, last, samples));
    }

    [Fact]
    public void Sales_out_of_the_order_of_time_do_no_harm()
    {
        var demand = new Demand();
        for (var minute = 100; minute > 0; minute--)
            demand.Observe(200 + minute, 199 + minute, Start.AddMinutes(minute), Options);
        Assert.True(double.IsFinite(demand.PerDay(Start.AddDays(1), Options)!.Value));
        Assert.True(double.IsFinite(demand.PerDay(Start.AddDays(-1), Options)!.Value));
    }

    private static (Demand Demand, DateTimeOffset Now) Sell(
        Demand demand, DateTimeOffset from, decimal level, double perDay, double days, int units)
    {
        var now = from;
        var step = TimeSpan.FromDays(units / perDay);
        while (now - from < TimeSpan.FromDays(days))
        {
            now += step;
            demand.Observe(level, level - units, now, Options);
            level -= units;
        }

        return (demand, now);
    }
}
