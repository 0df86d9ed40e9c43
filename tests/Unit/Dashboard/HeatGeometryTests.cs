using RefillRadar.Dashboard.Components.Charts;
using RefillRadar.Grains.Alerts;

namespace RefillRadar.Tests.Unit.Dashboard;

public sealed class HeatGeometryTests
{
    private static readonly DateTimeOffset Hour = new(2026, 1, 2, 3, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_shade_is_the_share_of_the_busiest_span_and_one_alert_is_never_without() =>
        Assert.Equal([0, 1, 2, 3, 4], Of(0, 1, 60, 90, 120).Cells.Select(cell => cell.Heat));

    [Fact]
    public void A_quiet_day_does_not_glow()
    {
        Assert.Equal([0, 1, 2], Of(0, 1, 2).Cells.Select(cell => cell.Heat));
        Assert.All(Of(0, 0).Cells, cell => Assert.Equal(0, cell.Heat));
    }

    [Fact]
    public void The_busiest_span_is_named_and_none_when_nothing_opened()
    {
        Assert.Equal(Hour.AddMinutes(30), Of(1, 0, 5, 3).Peak!.From);
        Assert.Null(Of(0, 0).Peak);
        Assert.Null(HeatGeometry.Of([]).Peak);
    }

    [Fact]
    public void Hours_hold_all_that_opened_in_them()
    {
        var heat = HeatGeometry.Of([.. Enumerable.Range(2, 6).Select(i => new AlertBucket(Hour.AddMinutes(i * 15), 1, i))]);
        Assert.Equal([new AlertBucket(Hour.AddMinutes(30), 2, 5), new AlertBucket(Hour.AddHours(1), 4, 22)], heat.Hours);
        Assert.Equal(33, heat.Total);
    }

    private static HeatGeometry Of(params int[] counts) =>
        HeatGeometry.Of([.. counts.Select((count, i) => new AlertBucket(Hour.AddMinutes(i * 15), count / 2, count - (count / 2)))]);
}
