using RefillRadar.Dashboard.Components.Quarantine;

namespace RefillRadar.Tests.Unit.Dashboard;

public sealed class ReplayRunTests
{
    private readonly FakeQuarantine _quarantine = new();

    [Fact]
    public async Task Records_are_replayed_in_the_order_they_came_over_all_pages()
    {
        string[] ids = [.. Enumerable.Range(0, 250).Select(i => $"r{i:d4}")];
        foreach (var id in ids)
            _quarantine.Add(id);

        var run = new ReplayRun(_quarantine, _quarantine);
        var outcome = await run.RunAsync(null, default);
        Assert.Equal(ids, _quarantine.Replayed);
        Assert.Empty(_quarantine.Ids);
        Assert.Equal((250, 250, 250), (run.Total, run.Tried, outcome.Read));
        Assert.Equal("250 records read.", outcome.Summary);
    }

    [Fact]
    public async Task One_that_fails_does_not_keep_the_others_from_it_and_the_outcome_says_why()
    {
        _quarantine.Add("a", "never: x").Add("b").Add("c", "never: y").Add("d").Add("e");
        _quarantine.Replaying = id => _ = id == "b" ? throw new TimeoutException("No.") : id;

        var outcome = await new ReplayRun(_quarantine, _quarantine).RunAsync(null, default);
        Assert.Equal(["a", "c", "d", "e"], _quarantine.Replayed);
        Assert.Equal(["c", "b", "a"], _quarantine.Ids);
        Assert.Equal(2, outcome.Read);
        Assert.Equal([new ReasonCount("never", 2), new ReasonCount("The server did not respond", 1)], outcome.Failed);
        Assert.Equal("2 records read, 3 still cannot be read.", outcome.Summary);
    }

    [Fact]
    public async Task Cancelled_it_stops_after_the_record_it_is_at_and_says_how_many_were_not_tried()
    {
        using var stop = new CancellationTokenSource();
        _quarantine.Add("a").Add("b").Add("c").Add("d");
        _quarantine.Replaying = id => { if (id == "b") stop.Cancel(); };

        var outcome = await new ReplayRun(_quarantine, _quarantine).RunAsync(null, stop.Token);
        Assert.Equal(["d", "c"], _quarantine.Ids);
        Assert.Equal((2, 2), (outcome.Read, outcome.Left));
        Assert.Equal("Cancelled: 2 records read, 2 not replayed.", outcome.Summary);
    }

    [Fact]
    public async Task A_record_that_left_meanwhile_is_no_failure()
    {
        _quarantine.Add("a").Add("b");
        _quarantine.Replaying = id => { if (id == "a") _quarantine.RemoveAsync("b", default); };

        var outcome = await new ReplayRun(_quarantine, _quarantine).RunAsync(null, default);
        Assert.Equal("1 record read, 1 had left the quarantine already.", outcome.Summary);
    }

    [Fact]
    public async Task A_run_is_bounded_and_says_where_the_older_ones_begin()
    {
        for (var i = 0; i < ReplayRun.Most + 3; i++)
            _quarantine.Add($"r{i:d6}", "never");

        var outcome = await new ReplayRun(_quarantine, _quarantine).RunAsync(null, default);
        Assert.Equal(ReplayRun.Most, outcome.FailedCount);
        _quarantine.Replayed.Clear();
        var older = await new ReplayRun(_quarantine, _quarantine).RunAsync(outcome.Next, default);
        Assert.Equal(["r000000", "r000001", "r000002"], _quarantine.Replayed);
        Assert.Null(older.Next);
    }
}
