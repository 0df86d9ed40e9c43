using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;
using RefillRadar.Dashboard.Live;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Dashboard.Hubs;

/// <summary>
/// Pumps the feed to each connection at the connection's own pace: a slow client fills only its own latest-wins buffer. Messages are
/// short, so that no more than one of them lies in memory for a client that does not read.
/// </summary>
internal sealed partial class HubFeed(
    LiveFeed feed, SharedSnapshots snapshots, IHubContext<RadarHub, IRadarClient> hub, ILogger<HubFeed> logger)
{
    // About 25 KB as JSON each.
    private const int AlertsPerMessage = 50;
    private const int LevelsPerMessage = 100;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);

    public void Start(string connectionId, CancellationToken aborted)
    {
        var subscription = feed.Subscribe();
        subscription.WatchEverything();
        _ = PumpAsync(subscription, connectionId, aborted);
    }

    private async Task PumpAsync(FeedSubscription subscription, string connectionId, CancellationToken aborted)
    {
        await Task.Yield();
        using (subscription)
        {
            try
            {
                var client = hub.Clients.Client(connectionId);
                while (true)
                {
                    var batch = await subscription.ReadAsync(aborted);
                    if (batch.Gap && !await TryCatchUpAsync(client, aborted))
                        subscription.PushGap();
                    await SendAsync(client, batch, aborted);
                }
            }
            catch (OperationCanceledException)
            {
                // The client has gone.
            }
#pragma warning disable CA1031 // One connection's failure must not become an unobserved exception; the client reconnects.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                LogPumpFailed(exception, connectionId);
            }
        }
    }

    // Nothing tells a client that messages were lost, so it is told all that may have changed.
    private async Task<bool> TryCatchUpAsync(IRadarClient client, CancellationToken cancellationToken)
    {
        try
        {
            var snapshot = await snapshots.GetAsync(cancellationToken);
            await SendAsync(client, await snapshots.GetResolvedAsync(cancellationToken), cancellationToken);
            await SendAsync(client, snapshot.Alerts, cancellationToken);
            await SendAsync(client, snapshot.Levels, cancellationToken);
            return true;
        }
#pragma warning disable CA1031 // Whatever the stores throw, the next try may succeed.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogCatchUpFailed(exception);
            await Task.Delay(RetryAfter, cancellationToken);
            return false;
        }
    }

    private static async Task SendAsync(IRadarClient client, FeedBatch batch, CancellationToken aborted)
    {
        await SendAsync(client, batch.Alerts, aborted);
        await SendAsync(client, batch.Levels, aborted);
        if (batch.Stats is not null)
            await client.StatsChanged(batch.Stats);
    }

    private static async Task SendAsync(IRadarClient client, IReadOnlyList<Alert> alerts, CancellationToken aborted)
    {
        foreach (var part in alerts.Chunk(AlertsPerMessage))
        {
            aborted.ThrowIfCancellationRequested();
            await client.AlertsChanged(part);
        }
    }

    private static async Task SendAsync(IRadarClient client, IReadOnlyList<ProductLevel> levels, CancellationToken aborted)
    {
        foreach (var part in levels.Chunk(LevelsPerMessage))
        {
            aborted.ThrowIfCancellationRequested();
            await client.LevelsChanged(part);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The state after a gap could not be read for a hub connection; trying again")]
    private partial void LogCatchUpFailed(Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Pushing to hub connection {ConnectionId} ended")]
    private partial void LogPumpFailed(Exception exception, string connectionId);
}
