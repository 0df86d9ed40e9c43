using RefillRadar.Dashboard.Components.Alerts;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Tests.Unit.Dashboard;

public sealed class AlertLinesTests
{
    private static readonly Alert[] Some =
    [
        Samples.Alert("a") with { Team = "west", Category = "tea" },
        Samples.Alert("b") with { Team = "East", Severity = AlertSeverity.Out },
        Samples.Alert("c", status: AlertStatus.Resolved) with { Team = "west", Category = "ale", Severity = AlertSeverity.Out },
        Samples.Alert("d") with { Team = "west", Severity = AlertSeverity.Out },
    ];

    [Fact]
    public void Without_groups_every_alert_is_a_line() =>
        Assert.Equal(["a", "b", "c", "d"], Of(AlertGrouping.None).Select(line => line.Key));

    [Fact]
    public void Groups_are_in_order_of_their_names_and_keep_the_order_of_their_alerts() =>
        Assert.Equal(["group East", "b", "group west", "a", "c", "d"], Of(AlertGrouping.Team).Select(line => line.Key));

    [Fact]
    public void Those_without_the_property_come_last() =>
        Assert.Equal(["group ale", "c", "group tea", "a", "group", "b", "d"], Of(AlertGrouping.Category).Select(line => line.Key));

    [Fact]
    public void Severities_are_worst_first() =>
        Assert.Equal(["Out", "Low"], Of(AlertGrouping.Severity).Where(line => line.Group is not null).Select(line => line.Group!.Name));

    [Fact]
    public void A_head_counts_its_rows_and_those_out_of_stock_that_are_not_over() =>
        Assert.Equal(new AlertGroup("west", 3, 1, false), Of(AlertGrouping.Team).Single(line => line.Key == "group west").Group);

    [Fact]
    public void A_closed_group_keeps_its_head_and_its_count()
    {
        var lines = Of(AlertGrouping.Team, AlertLines.HeadKey("west"));
        Assert.Equal(["group East", "b", "group west"], lines.Select(line => line.Key));
        Assert.Equal((3, true), (lines[^1].Group!.Count, lines[^1].Group!.Closed));
    }

    private static List<AlertLine> Of(AlertGrouping grouping, params string[] closed) =>
        AlertLines.Of(Some, AlertView.NewestFirst with { Grouping = grouping }, closed.ToHashSet());
}
