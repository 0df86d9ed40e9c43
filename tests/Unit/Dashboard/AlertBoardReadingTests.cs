using RefillRadar.Dashboard.Components.Alerts;
using RefillRadar.Dashboard.Live;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Tests.Unit.Dashboard;

/// <summary>While somebody reads, and when they go on.</summary>
public sealed class AlertBoardReadingTests
{
    private readonly AlertBoard _board = new(4);

    [Fact]
    public void New_alerts_wait_and_nothing_moves()
    {
        _board.Reset([Samples.Alert("a"), Samples.Alert("b", "2")]);
        var lines = _board.Lines;
        Assert.True(Read(Later("c", 5)));
        Assert.Same(lines, _board.Lines);
        Assert.Equal((1, 1), (_board.Waiting, _board.Arrived));
        Assert.False(_board.Knows("c"));

        Assert.True(_board.TakeIn(Samples.Now));
        Assert.Equal(["c", "a", "b"], _board.Rows.Select(row => row.Id));
        Assert.Equal(["c"], _board.Fresh);
        Assert.Equal(0, _board.Waiting);
    }

    [Fact]
    public void A_change_of_one_that_waits_is_shown_when_it_is_let_in()
    {
        _board.Reset([]);
        Read(Later("c", 5));
        Read(Later("c", 5) with { Status = AlertStatus.Acknowledged });
        Assert.Equal((1, 1), (_board.Waiting, _board.Arrived));
        _board.TakeIn(Samples.Now);
        Assert.Equal(AlertStatus.Acknowledged, Assert.Single(_board.Rows).Status);
    }

    [Fact]
    public void One_that_is_over_before_it_was_let_in_never_comes()
    {
        _board.Reset([]);
        Read(Later("c", 5));
        Read(Later("c", 5) with { Status = AlertStatus.Resolved });
        Assert.Equal(0, _board.Waiting);
    }

    [Fact]
    public void A_row_that_is_over_stays_in_its_place_however_long_one_reads()
    {
        _board.Reset([Samples.Alert("a"), Samples.Alert("b", "2")]);
        Read(Samples.Alert("a", status: AlertStatus.Resolved));
        Read(Later("c", 5), Samples.Now.AddHours(1));
        Assert.Equal([("a", AlertStatus.Resolved), ("b", AlertStatus.Firing)], _board.Rows.Select(row => (row.Id, row.Status)));

        Assert.True(_board.TakeIn(Samples.Now.AddHours(1)));
        Assert.Equal(["c", "b"], _board.Rows.Select(row => row.Id));
    }

    [Fact]
    public void One_that_fires_again_before_it_left_stays()
    {
        _board.Reset([Samples.Alert("a")]);
        Read(Samples.Alert("a", status: AlertStatus.Resolved));
        Read(Samples.Alert("a"));
        _board.TakeIn(Samples.Now.AddHours(1));
        Assert.Equal(AlertStatus.Firing, Assert.Single(_board.Rows).Status);
    }

    [Fact]
    public void No_more_wait_than_there_is_room_for_and_all_are_counted_that_were_kept()
    {
        _board.Reset([]);
        for (var i = 0; i < 9; i++)
            Read(Later($"n{i}", i));
        Assert.Equal((4, 4), (_board.Waiting, _board.Arrived));
        _board.TakeIn(Samples.Now);
        Assert.Equal(4, _board.Alerts.Count);
    }

    [Fact]
    public void A_row_whose_place_changes_moves_only_when_the_page_is_followed()
    {
        _board.LayOut(AlertView.Of("quantity", null));
        _board.Reset([Samples.Alert("a"), Samples.Alert("b", "2") with { Quantity = 19 }]);
        var level = new FeedBatch([], [Samples.Level("2", 3, "b")], null, false);
        Assert.False(_board.Apply(level, _ => true, Samples.Now, follow: false));
        Assert.Equal([18m, 3m], _board.Rows.Select(row => row.Quantity));

        Assert.True(_board.Apply(new FeedBatch([], [], null, false), _ => true, Samples.Now));
        Assert.Equal(["b", "a"], _board.Rows.Select(row => row.Id));
    }

    [Fact]
    public void Closed_groups_stay_closed_while_rows_come_and_open_again_with_another_grouping()
    {
        _board.LayOut(AlertView.Of(null, "team"));
        _board.Reset([Samples.Alert("a"), Samples.Alert("b", "2") with { Team = "west" }]);
        _board.Toggle("fresh");
        _board.Apply(new FeedBatch([Later("c", 5)], [], null, false), _ => true, Samples.Now);
        Assert.Equal(["group fresh", "group west", "b"], _board.Lines.Select(line => line.Key));
        Assert.Equal(3, _board.Alerts.Count);

        _board.LayOut(AlertView.Of(null, "severity"));
        _board.LayOut(AlertView.Of(null, "team"));
        Assert.Equal(3, _board.Rows.Count());
        _board.Toggle("fresh");
        _board.Toggle("fresh");
        Assert.Equal(3, _board.Rows.Count());
    }

    [Fact]
    public void The_level_of_one_that_waits_is_current_when_it_is_let_in()
    {
        _board.Reset([]);
        Read(Later("c", 5));
        _board.Apply(new FeedBatch([], [Samples.Level("c", 1, "c")], null, false), _ => true, Samples.Now, follow: false);
        _board.TakeIn(Samples.Now);
        Assert.Equal(1, Assert.Single(_board.Rows).Quantity);
    }

    [Fact]
    public void A_level_that_comes_in_the_same_batch_as_its_new_alert_counts()
    {
        _board.Reset([]);
        _board.Apply(new FeedBatch([Later("c", 5)], [Samples.Level("c", 2, "c")], null, false), _ => true, Samples.Now);
        Assert.Equal(2, Assert.Single(_board.Rows).Quantity);
    }

    [Fact]
    public void Rows_that_are_not_wanted_any_more_leave_after_a_moment()
    {
        _board.Reset([Samples.Alert("a"), Samples.Alert("b", "2")]);
        _board.Leave(alert => alert.Id == "b", Samples.Now);
        Assert.False(_board.TakeIn(Samples.Now));
        Assert.True(_board.TakeIn(Samples.Now + AlertBoard.Linger));
        Assert.Equal("b", Assert.Single(_board.Rows).Id);
    }

    [Fact]
    public void A_board_knows_that_some_had_no_place()
    {
        _board.Reset([Later("a", 1), Later("b", 2), Later("c", 3), Later("d", 4)]);
        Assert.False(_board.IsCut);
        _board.Apply(new FeedBatch([Later("e", 5)], [], null, false), _ => true, Samples.Now);
        Assert.True(_board.IsCut);
        Assert.False(_board.Knows("a"));
        _board.Reset([Later("a", 1)]);
        Assert.False(_board.IsCut);
    }

    private bool Read(Alert alert, DateTimeOffset? now = null) =>
        _board.Apply(new FeedBatch([alert], [], null, false), wanted => wanted.Status != AlertStatus.Resolved, now ?? Samples.Now, follow: false);

    private static Alert Later(string id, int minutes) => Samples.Alert(id, id) with { OpenedAt = Samples.Now.AddMinutes(minutes) };
}
