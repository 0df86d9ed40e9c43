using RefillRadar.Dashboard.Components.Alerts;
using RefillRadar.Dashboard.Live;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Tests.Unit.Dashboard;

public sealed class AlertBoardTests
{
    private readonly AlertBoard _board = new(3);

    [Fact]
    public void A_new_alert_comes_first_and_is_fresh()
    {
        _board.Reset([Samples.Alert("a")]);
        Assert.True(Apply(new FeedBatch([Samples.Alert("b", "2") with { OpenedAt = Samples.Now.AddSeconds(1) }], [], null, false)));
        Assert.Equal(["b", "a"], _board.Rows.Select(row => row.Id));
        Assert.Equal(["b"], _board.Fresh);
    }

    [Fact]
    public void A_level_moves_the_quantity_in_place()
    {
        _board.Reset([Samples.Alert("a")]);
        Assert.False(Apply(new FeedBatch([], [Samples.Level("1", 4, "a")], null, false)));
        Assert.Equal(4, Assert.Single(_board.Rows).Quantity);
    }

    [Fact]
    public void A_resolved_alert_lingers_and_then_goes()
    {
        _board.Reset([Samples.Alert("a")]);
        Apply(new FeedBatch([Samples.Alert("a", status: AlertStatus.Resolved)], [], null, false));
        Assert.Equal(AlertStatus.Resolved, Assert.Single(_board.Rows).Status);

        Apply(new FeedBatch([], [], null, false), Samples.Now + AlertBoard.Linger);
        Assert.Empty(_board.Rows);
    }

    [Fact]
    public void The_oldest_beyond_the_capacity_are_dropped()
    {
        _board.Reset(Enumerable.Range(0, 5).Select(i => Samples.Alert($"a{i}", $"{i}") with { OpenedAt = Samples.Now.AddMinutes(i) }));
        Assert.Equal(["a4", "a3", "a2"], _board.Rows.Select(row => row.Id));
        Assert.False(_board.Knows("a0"));
    }

    private bool Apply(FeedBatch batch, DateTimeOffset? now = null) =>
        _board.Apply(batch, alert => alert.Status != AlertStatus.Resolved, now ?? Samples.Now);
}
