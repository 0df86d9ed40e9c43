using RefillRadar.Dashboard.Components.Alerts;
using RefillRadar.Dashboard.Live;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Tests.Unit.Dashboard;

public sealed class AlertLayoutTests
{
    private const int Capacity = 40;

    /// <summary>However rows come, go and change, the board shows what sorting all of them anew would show.</summary>
    [Theory]
    [InlineData("-opened", null)]
    [InlineData("quantity", null)]
    [InlineData("-status", null)]
    [InlineData("quantity", "team")]
    public void Rows_put_in_place_one_by_one_stand_as_if_all_were_sorted(string sort, string? group)
    {
        var random = new Random(11);
        var view = AlertView.Of(sort, group);
        var board = new AlertBoard(Capacity);
        board.LayOut(view);
        board.Reset(Enumerable.Range(0, 20).Select(id => Any(random, id)));
        var now = Samples.Now;
        for (var step = 0; step < 500; step++)
        {
            now += TimeSpan.FromSeconds(random.Next(4));
            FeedBatch batch = new([.. Enumerable.Range(0, random.Next(3)).Select(_ => Any(random, random.Next(60)))], Moved(random, board), null, false);
            board.Apply(batch, alert => alert.Status != AlertStatus.Resolved, now, follow: random.Next(3) > 0);
            board.TakeIn(now);

            Alert[] sorted = [.. board.Alerts.Order(view)];
            Assert.Equal(AlertLines.Of(sorted, view, new HashSet<string>()).Select(line => line.Key), board.Lines.Select(line => line.Key));
            Assert.All(board.Lines, line => Assert.Same(line.Alert, line.Alert is null ? null : board.Find(line.Key)));
            Assert.InRange(sorted.Length, 0, Capacity);
        }
    }

    [Fact]
    public void A_row_that_changes_stays_in_its_place_while_somebody_reads()
    {
        var board = new AlertBoard(Capacity);
        board.LayOut(AlertView.Of("quantity", null));
        board.Reset([Samples.Alert("a") with { Quantity = 1 }, Samples.Alert("b") with { Quantity = 2 }, Samples.Alert("c") with { Quantity = 3 }]);
        board.Apply(new FeedBatch([], [Samples.Level("1", 9, "a")], null, false), _ => true, Samples.Now, follow: false);
        Assert.Equal([("a", 9m), ("b", 2m), ("c", 3m)], board.Rows.Select(row => (row.Id, row.Quantity)));

        board.TakeIn(Samples.Now);
        Assert.Equal(["b", "c", "a"], board.Rows.Select(row => row.Id));
    }

    [Fact]
    public void Only_what_is_drawn_has_to_be_drawn_again()
    {
        var board = new AlertBoard(Capacity);
        board.Reset([Samples.Alert("seen"), Samples.Alert("unseen")]);
        board.Drawn.Add("seen");
        Assert.False(Moves(board, "unseen"));
        Assert.True(Moves(board, "seen"));
        Assert.Equal([5m, 5m], board.Rows.Select(row => row.Quantity));
    }

    private static bool Moves(AlertBoard board, string id) =>
        board.Apply(new FeedBatch([], [Samples.Level("1", 5, id)], null, false), _ => true, Samples.Now);

    private static Alert Any(Random random, int id)
    {
        return Samples.Alert($"a{id}", status: random.Next(5) == 0 ? AlertStatus.Resolved : AlertStatus.Firing) with
        {
            Quantity = random.Next(20),
            Team = $"team {random.Next(3)}",
            OpenedAt = Samples.Now.AddMinutes(id),
        };
    }

    private static ProductLevel[] Moved(Random random, AlertBoard board) =>
        [.. board.Alerts.Where(_ => random.Next(10) == 0).Select(alert => Samples.Level("1", random.Next(20), alert.Id))];
}
