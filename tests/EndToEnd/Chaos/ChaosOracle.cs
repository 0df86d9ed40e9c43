using RefillRadar.Tests.EndToEnd.Chaos.Senders;
using RefillRadar.Tests.EndToEnd.Running;

namespace RefillRadar.Tests.EndToEnd.Chaos;

/// <summary>What has to be true once everything has settled, with no restart.</summary>
/// <param name="writers">What was sent.</param>
internal sealed class ChaosOracle(IReadOnlyList<ChaosWriter> writers)
{
    /// <summary>
    /// An alert that was open so long while everything was served has been notified. Three faults in a row that cut off an attempt let the team's
    /// next one wait for about 50 s.
    /// </summary>
    private static readonly TimeSpan TimeToNotify = TimeSpan.FromSeconds(75);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    /// <summary>
    /// Waits until levels, episodes, severities and notifications are exactly what the changes imply. Answers the alerts.
    /// </summary>
    /// <param name="api">Where alerts and levels are read.</param>
    /// <param name="lines">Reads what the e-mails say so far.</param>
    /// <param name="behind">How long what was accepted may take until it is processed.</param>
    public async Task<List<AlertItem>> SettledAsync(RadarApi api, Func<Task<IEnumerable<NoticeLine>>> lines, TimeSpan behind)
    {
        List<AlertItem> alerts = [];
        await UntilAsync(
            async () =>
            {
                var levels = await api.LevelsAsync();
                Exact(writers.SelectMany(writer => writer.History.WrongLevels(levels).Select(wrong => $"{writer.Name}: {wrong}")), "levels");
            },
            Patience + behind);
        await UntilAsync(
            async () =>
            {
                alerts = await api.AlertsAsync();
                Exact(writers.SelectMany(writer => writer.History.Wrong(alerts).Select(wrong => $"{writer.Name}: {wrong}")), "alerts");
            },
            Patience);
        await UntilAsync(
            async () =>
            {
                alerts = await api.AlertsAsync();
                Exact(NotificationOracle.Wrong(alerts, await lines()), "notifications");
            },
            Patience);
        Assert.Equal(writers.Sum(writer => writer.History.Episodes), alerts.Select(alert => alert.Id).Distinct(StringComparer.Ordinal).Count());
        return alerts;
    }

    /// <summary>No alert without a notification was open for long while everything was served.</summary>
    public static void AssertNotified(IEnumerable<AlertItem> alerts, IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)> served) => Exact(
        alerts.Where(alert => alert.Notifications == 0 && served.Any(span => Overlap(alert, span) > TimeToNotify)).Select(alert => $"{alert}"), "alerts without notification");

    // No answer is no settled answer yet.
    private static Task UntilAsync(Func<Task> assertions, TimeSpan patience) => Eventually.PassesAsync(
        async () =>
        {
            try
            {
                await assertions();
            }
            catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
            {
                Assert.Fail(exception.Message);
            }
        },
        patience);

    private static void Exact(IEnumerable<string> wrong, string what)
    {
        string[] all = [.. wrong];
        Assert.True(all.Length == 0, $"{all.Length} wrong {what}:\n{string.Join('\n', all.Take(10))}");
    }

    private static TimeSpan Overlap(AlertItem alert, (DateTimeOffset From, DateTimeOffset To) span)
    {
        var from = alert.FiredAt > span.From ? alert.FiredAt.Value : span.From;
        var to = alert.ResolvedAt < span.To ? alert.ResolvedAt.Value : span.To;
        return to - from;
    }
}
