using RefillRadar.Dashboard.Live;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Tests.Unit.Dashboard;

public sealed class OpenAlertsTests
{
    private readonly OpenAlerts _open = new();

    [Fact]
    public void Unknown_until_they_are_read()
    {
        _open.Take([Samples.Alert("a")]);
        Assert.Null(_open.Find(_ => true));

        Read(Samples.Alert("a"), Samples.Alert("b"));
        Assert.Equal(["b"], _open.Find(alert => alert.Id == "b")!.Select(alert => alert.Id));
    }

    [Fact]
    public void What_changes_while_they_are_read_is_newer_than_what_was_found()
    {
        var read = _open.BeginRead();
        _open.Take([Samples.Alert("gone", status: AlertStatus.Resolved), Samples.Alert("taken", status: AlertStatus.Acknowledged), Samples.Alert("new")]);
        _open.Take([Samples.Level("1", 3, "moved")]);
        _open.EndRead(read, [Samples.Alert("gone"), Samples.Alert("taken"), Samples.Alert("moved")]);

        Assert.Equal(
            [("moved", AlertStatus.Firing, 3m), ("new", AlertStatus.Firing, 18m), ("taken", AlertStatus.Acknowledged, 18m)],
            _open.Find(_ => true)!.Select(alert => (alert.Id, alert.Status, alert.Quantity)).Order());
    }

    [Fact]
    public void They_follow_the_feed()
    {
        Read(Samples.Alert("a"), Samples.Alert("b"));
        _open.Take([Samples.Alert("a", status: AlertStatus.Resolved), Samples.Alert("c")]);
        _open.Take([Samples.Level("1", 4, "b"), Samples.Level("2", 4, "unknown"), Samples.Level("3", 4)]);
        Assert.Equal([("b", 4m), ("c", 18m)], _open.Find(_ => true)!.Select(alert => (alert.Id, alert.Quantity)).Order());
    }

    [Fact]
    public void A_read_during_which_something_was_lost_does_not_count()
    {
        var read = _open.BeginRead();
        _open.Forget();
        _open.EndRead(read, [Samples.Alert("a")]);
        Assert.Null(_open.Find(_ => true));
    }

    [Fact]
    public void Pages_share_the_record_of_an_alert_that_moved()
    {
        var shown = Samples.Alert("a");
        Read(shown);
        _open.Take([Samples.Level("1", 4, "a")]);
        var known = Assert.Single(_open.Find(_ => true)!);
        Assert.Same(known, _open.At(shown, 4));
    }

    [Fact]
    public void A_page_that_knows_more_of_an_alert_keeps_what_it_knows()
    {
        Read(Samples.Alert("a"));
        var taken = _open.At(Samples.Alert("a", status: AlertStatus.Acknowledged), 18);
        Assert.Equal((AlertStatus.Acknowledged, 18m), (taken.Status, taken.Quantity));
        Assert.Equal(7, _open.At(Samples.Alert("other"), 7).Quantity);
    }

    [Fact]
    public void More_than_can_be_kept_are_forgotten()
    {
        Read(Samples.Alert("a"));
        _open.Take([.. Enumerable.Range(0, OpenAlerts.Most).Select(i => Samples.Alert($"n{i}"))]);
        Assert.Null(_open.Find(_ => true));
    }

    private void Read(params Alert[] alerts) => _open.EndRead(_open.BeginRead(), alerts);
}
