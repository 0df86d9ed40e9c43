using System.Globalization;
using RefillRadar.Tests.EndToEnd.Running;

namespace RefillRadar.Tests.EndToEnd.Pipeline;

/// <summary>What has to come of changes in the end, whatever happened on the way.</summary>
internal sealed class Outcome(PipelineFixture fixture, TimeSpan patience)
{
    /// <summary>An alert that was open so long while everything was served has been told of.</summary>
    private static readonly TimeSpan TimeToNotify = TimeSpan.FromSeconds(20);

    /// <summary>The alerts of a history's products, once they are what it implies, in the API and in the table.</summary>
    public async Task<List<AlertItem>> AlertsAsync(History history)
    {
        List<AlertItem> alerts = [];
        try
        {
            await MatchAsync();
        }
        catch (Exception exception) when (history.WrongProducts(alerts) is { Length: > 0 } wrong)
        {
            // Why each was decided, for whoever looks into it.
            var details = await Task.WhenAll(alerts.Where(alert => wrong.Contains(alert.ProductId)).Take(20).Select(alert => fixture.Api.TextAsync($"/api/alerts/{alert.Id}")));
            throw new InvalidOperationException(string.Join('\n', details.Prepend(exception.Message)), exception);
        }

        var rows = (await AlertTable.ReadAsync(fixture.Pipeline.DynamoDb)).Where(row => history.Concerns(row.ProductId.ToString(CultureInfo.InvariantCulture)));
        Assert.Equal(
            alerts.Select(alert => (alert.Id, alert.Status != "resolved")).Order(), rows.Select(row => (row.AlertId, row.IsOpen)).Order());
        return alerts;

        Task MatchAsync() => Eventually.PassesAsync(
            async () =>
            {
                alerts = [.. (await fixture.Api.AlertsAsync()).Where(alert => history.Concerns(alert.ProductId))];
                var wrong = history.Wrong(alerts);
                Assert.True(wrong.Length == 0, $"{wrong.Length} products: {string.Join('\n', wrong.Take(20))}");
            },
            patience);
    }

    /// <summary>Waits until exactly what the alerts ask for was sent; answers how many lines the e-mails held.</summary>
    public async Task<int> NotifiedAsync(Func<string, bool> concerns, DateTimeOffset gone, DateTimeOffset served)
    {
        var count = 0;
        await Eventually.PassesAsync(
            async () =>
            {
                var alerts = (await fixture.Api.AlertsAsync()).Where(alert => concerns(alert.ProductId)).ToArray();
                var lines = MailNotices.OfAll(await fixture.MailsAsync()).Where(line => concerns(line.ProductId)).ToArray();
                Assert.Empty(NotificationOracle.Wrong(alerts, lines));
                // What no notification was sent for was over too soon.
                Assert.DoesNotContain(alerts, alert => alert is { Status: "resolved", Notifications: 0 } && Served(alert, gone, served) > TimeToNotify);
                count = lines.Length;
            },
            patience);
        return count;
    }

    /// <summary>How long an alert was open while everything was served.</summary>
    private static TimeSpan Served(AlertItem alert, DateTimeOffset gone, DateTimeOffset served)
    {
        var end = alert.ResolvedAt ?? DateTimeOffset.UtcNow;
        var from = alert.OpenedAt > gone ? alert.OpenedAt : gone;
        var to = end < served ? end : served;
        return end - alert.OpenedAt - (to > from ? to - from : TimeSpan.Zero);
    }
}
