using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;
using RefillRadar.Dashboard.Live;

namespace RefillRadar.Dashboard.Hubs;

/// <summary>Pumps the feed to each connection at the connection's own pace: a slow client fills only its own latest-wins buffer.</summary>
internal sealed partial class HubFeed(
    LiveFeed feed, SnapshotReader snapshots, IHubContext<RadarHub, IRadarClient> hub, ILogger<HubFeed> logger)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);

    public void Start(string connectionId, CancellationToken aborted)
    {
        var subscription = feed.Subscribe();
        subscription.Watch(static _ => true);
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
                        subscription.OfferGap();
                    await SendAsync(client, batch);
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
            var snapshot = await snapshots.ReadAsync(cancellationToken);
            await client.AlertsChanged([.. await snapshots.ReadResolvedAsync(cancellationToken), .. snapshot.Alerts]);
            await client.LevelsChanged(snapshot.Levels);
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

    private static async Task SendAsync(IRadarClient client, FeedBatch batch)
    {
        if (batch.Alerts.Count > 0)
            await client.AlertsChanged(batch.Alerts);

        if (batch.Levels.Count > 0)
            await client.LevelsChanged(batch.Levels);

        if (batch.Stats is not null)
            await client.StatsChanged(batch.Stats);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The state after a gap could not be read for a hub connection; trying again")]
    private partial void LogCatchUpFailed(Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Pushing to hub connection {ConnectionId} ended")]
    private partial void LogPumpFailed(Exception exception, string connectionId);
}
