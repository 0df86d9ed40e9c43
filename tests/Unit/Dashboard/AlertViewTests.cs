using RefillRadar.Dashboard.Components.Alerts;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Tests.Unit.Dashboard;

public sealed class AlertViewTests
{
    private static readonly Alert[] Some =
    [
        Samples.Alert("a") with { ProductName = "tea", Quantity = 5, Team = "west", OpenedAt = Samples.Now.AddMinutes(3) },
        Samples.Alert("b", status: AlertStatus.Resolved) with { ProductName = "Ale", Quantity = 9, Team = "East", OpenedAt = Samples.Now.AddMinutes(1), Severity = AlertSeverity.Out },
        Samples.Alert("c", status: AlertStatus.Acknowledged) with { ProductName = "Cup", Quantity = 0, Team = "north", OpenedAt = Samples.Now.AddMinutes(2), Severity = AlertSeverity.Out },
    ];

    [Theory]
    [InlineData(null, "a c b")]
    [InlineData("-opened", "a c b")]
    [InlineData("opened", "b c a")]
    [InlineData("-severity", "c b a")]
    [InlineData("severity", "a c b")]
    [InlineData("product", "b c a")]
    [InlineData("quantity", "c a b")]
    [InlineData("-quantity", "b a c")]
    [InlineData("team", "b c a")]
    [InlineData("status", "a c b")]
    [InlineData("SEVERITY", "a c b")]
    [InlineData("bogus", "a c b")]
    public void An_address_says_the_order_and_equals_are_newest_first(string? sort, string expected)
    {
        Assert.Equal(expected, string.Join(' ', Some.Order(AlertView.Of(sort, null)).Select(alert => alert.Id)));
        Assert.Equal(expected, string.Join(' ', Some.Reverse().Order(AlertView.Of(sort, null)).Select(alert => alert.Id)));
    }

    [Fact]
    public void Alerts_of_one_moment_are_ordered_by_id_however_they_came()
    {
        Alert[] twins = [Samples.Alert("y"), Samples.Alert("x")];
        Assert.Equal(["x", "y"], twins.Order(AlertView.NewestFirst).Select(alert => alert.Id));
    }

    [Fact]
    public void A_click_asks_for_what_most_want_first_and_then_for_its_opposite()
    {
        Assert.Equal("opened", AlertView.NewestFirst.Next(AlertSort.Opened));
        Assert.Null(AlertView.Of("opened", null).Next(AlertSort.Opened));
        Assert.Null(AlertView.Of("team", null).Next(AlertSort.Opened));
        Assert.Equal("-severity", AlertView.NewestFirst.Next(AlertSort.Severity));
        Assert.Equal("severity", AlertView.WorstFirst.Next(AlertSort.Severity));
        Assert.Equal("quantity", AlertView.NewestFirst.Next(AlertSort.Quantity));
        Assert.Equal("-quantity", AlertView.Of("quantity", null).Next(AlertSort.Quantity));
    }

    [Theory]
    [InlineData("-team", "descending")]
    [InlineData("team", "ascending")]
    [InlineData("product", "none")]
    public void The_sorted_column_says_its_direction(string sort, string expected) =>
        Assert.Equal(expected, AlertView.Of(sort, null).Direction(AlertSort.Team));

    [Theory]
    [InlineData("category", AlertGrouping.Category)]
    [InlineData("Warehouse", AlertGrouping.Warehouse)]
    [InlineData("bogus", AlertGrouping.None)]
    [InlineData("77", AlertGrouping.None)]
    [InlineData(null, AlertGrouping.None)]
    public void An_address_says_the_groups(string? group, AlertGrouping expected)
    {
        Assert.Equal(new AlertView(AlertSort.Opened, true, expected), AlertView.Of(null, group));
        Assert.Equal(new AlertView(AlertSort.Team, false, expected), AlertView.Of("team", group));
    }
}
