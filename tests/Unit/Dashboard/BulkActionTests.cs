using RefillRadar.Dashboard.Components.Alerts;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Tests.Unit.Dashboard;

public sealed class BulkActionTests
{
    private static readonly AlertAction Take = new(AlertActionKind.Acknowledge, "ann");

    [Fact]
    public async Task One_that_fails_does_not_keep_the_others_from_it_and_each_failure_says_why()
    {
        var resolved = Samples.Alert("over", status: AlertStatus.Resolved);
        var bulk = new BulkAction(new FakeRadar
        {
            Act = (id, action) => id switch
            {
                "throws" => throw new TimeoutException("No."),
                "gone" => Task.FromResult(new AlertActionResult(null, "The alert does not exist.")),
                "over" => Task.FromResult(new AlertActionResult(resolved, "The alert is resolved.")),
                _ => Task.FromResult(new AlertActionResult(Samples.Alert(id, status: AlertStatus.Acknowledged) with { AcknowledgedBy = action.By }, null)),
            },
        });
        Alert[] alerts = [Named("throws", "D"), Named("a", "A"), Named("gone", "b"), Named("over", "C"), .. Enumerable.Range(0, 40).Select(i => Named($"n{i}", "N"))];

        var outcome = await bulk.RunAsync(alerts, Take, default);
        Assert.Equal((41, 44), (outcome.Done, bulk.Tried));
        Assert.Equal(
            [("gone", "The alert no longer exists."), ("over", "The alert is resolved."), ("throws", "The server did not respond. Try again in a few seconds.")],
            outcome.Failed.Select(failure => (failure.Alert.Id, failure.Why)));
        Assert.Equal(42, outcome.Changed.Count);
        Assert.Contains(resolved, outcome.Changed);
        Assert.All(outcome.Changed.Where(alert => alert.Id != "over"), alert => Assert.Equal("ann", alert.AcknowledgedBy));
        Assert.Equal("41 alerts acknowledged, 3 not:", outcome.Summary);
    }

    [Fact]
    public async Task Cancelled_it_begins_with_no_more()
    {
        using var stop = new CancellationTokenSource();
        var cancelled = new TaskCompletionSource<AlertActionResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        var begun = 0;
        var bulk = new BulkAction(new FakeRadar
        {
            Act = (id, _) =>
            {
                if (Interlocked.Increment(ref begun) == 1)
                {
                    stop.Cancel();
                    cancelled.SetResult(new AlertActionResult(Samples.Alert(id), null));
                }

                return cancelled.Task;
            },
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bulk.RunAsync([.. Enumerable.Range(0, 100).Select(i => Samples.Alert($"{i}"))], Take, stop.Token));
        Assert.InRange(bulk.Tried, 1, 16);
    }

    private static Alert Named(string id, string name) => Samples.Alert(id) with { ProductName = name };
}
