using RefillRadar.Dashboard.Components.Alerts;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Tests.Unit.Dashboard;

public sealed class AlertSelectionTests
{
    private static readonly AlertStatus[] Open = [AlertStatus.Firing, AlertStatus.Acknowledged, AlertStatus.Snoozed];

    private static readonly Alert Tea = Samples.Alert("a", "7") with { Warehouse = "north", Category = "drinks", Severity = AlertSeverity.Out };

    [Fact]
    public void An_empty_address_shows_what_is_open()
    {
        Assert.Equal(Open, Of(new AlertAddress()).Statuses);
        Assert.Equal(Open, Of(new AlertAddress(Status: "bogus")).Statuses);
        Assert.Equal([AlertStatus.Resolved], Of(new AlertAddress(Status: "Resolved")).Statuses);
        Assert.Equal(Enum.GetValues<AlertStatus>(), Of(new AlertAddress(Status: "all")).Statuses);
    }

    [Fact]
    public void What_is_not_known_or_empty_does_not_filter()
    {
        var selection = Of(new AlertAddress(Severity: "high", Product: " ", Category: "", Warehouse: "", Team: "", Text: " ", Range: "bogus", From: "yesterday", To: "x"));
        Assert.Equal(Of(new AlertAddress()).CsvLink(), selection.CsvLink());
        Assert.True(selection.Matches(Tea));
    }

    [Fact]
    public void Each_filter_lets_its_own_through_and_nothing_else()
    {
        AlertAddress[] fitting =
        [
            new(Status: "firing"), new(Severity: "out"), new(Product: "7"), new(Category: "drinks"), new(Warehouse: "north"), new(Team: "fresh"),
            new(Text: "DRINK"), new(Text: "tea"), new(Range: "1h"), new(From: "2026-01-02T03:04:05Z"), new(To: "2026-01-02T03:04:06Z"),
        ];
        AlertAddress[] others =
        [
            new(Status: "snoozed"), new(Severity: "low"), new(Product: "77"), new(Category: "drink"), new(Warehouse: "North"), new(Team: "Fresh"),
            new(Text: "coffee"), new(From: "2026-01-02T03:04:06Z"), new(To: "2026-01-02T03:04:05Z"),
        ];
        Assert.All(fitting, address => Assert.True(Of(address).Matches(Tea), address.ToString()));
        Assert.All(others, address => Assert.False(Of(address).Matches(Tea), address.ToString()));
    }

    [Fact]
    public void A_range_goes_before_times_and_the_widest_has_no_bound()
    {
        var day = Of(new AlertAddress(Range: "24h", From: "2020-01-01", To: "2020-01-02"));
        Assert.Equal((Samples.Now.AddDays(-1), null), (day.From, day.To));
        Assert.False(day.Matches(Tea with { OpenedAt = Samples.Now.AddDays(-1).AddTicks(-1) }));
        Assert.Null(Of(new AlertAddress(Range: "all")).From);
    }

    [Fact]
    public void The_store_is_asked_for_what_it_knows()
    {
        var query = Of(new AlertAddress("firing", "out", "7", "drinks", "north", "fresh", "tea", null, "2026-01-01", "2026-01-03")).ToQuery();
        Assert.Equal((AlertSeverity.Out, "7", "north", "fresh"), (query.Severity, query.ProductId, query.Warehouse, query.Team));
        Assert.Equal(AlertStatus.Firing, Assert.Single(query.Statuses));
        Assert.Equal((new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 1, 3, 0, 0, 0, TimeSpan.Zero)), (query.From, query.To));
    }

    [Fact]
    public void The_csv_has_the_same_filters()
    {
        Assert.Equal(
            "/api/alerts.csv?status=firing&status=acknowledged&status=snoozed&severity=out&product=a%26b%3D%C3%BC&category=x%20y&warehouse=n&team=t&text=q%23&from=2026-01-02T02%3A04%3A05Z",
            Of(new AlertAddress(Severity: "out", Product: "a&b=ü", Category: "x y", Warehouse: "n", Team: "t", Text: "q#", Range: "1h")).CsvLink());
    }

    private static AlertSelection Of(AlertAddress address) => AlertSelection.Of(address, Samples.Now);
}
