using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RefillRadar.Grains.Board;

namespace RefillRadar.Dashboard.Live;

/// <summary>
/// Subscribes this process to the grains and renews it: often, as a partition that has moved knows no listeners until then. A failure is
/// tried again.
/// </summary>
internal sealed partial class FeedLink(
    LiveFeed feed, IRadar radar, ObserverReference reference, TimeProvider time, ILogger<FeedLink> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            // Taken before the grains are told who listens, so that none is missed who comes meanwhile.
            var firstListener = feed.FirstListener;
            await RenewAsync(stoppingToken);
            await firstListener.WaitAsync(Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task RenewAsync(CancellationToken cancellationToken)
    {
        try
        {
            var levels = feed.HasListeners;
            feed.LinkRenewed(await radar.SubscribeAsync(reference.Get(), levels, cancellationToken), levels);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The process stops.
        }
#pragma warning disable CA1031 // Whatever the grains throw, the next try may succeed; the page says that it is not live.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogRenewFailed(exception);
            feed.LinkLost();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Live updates from the grains could not be renewed; trying again")]
    private partial void LogRenewFailed(Exception exception);
}
