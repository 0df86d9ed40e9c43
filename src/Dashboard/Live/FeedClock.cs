using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RefillRadar.Grains.Board;

namespace RefillRadar.Dashboard.Live;

/// <summary>The beat of the feed: levels go out five times a second, the numbers are asked for once a second, both only while somebody listens.</summary>
internal sealed partial class FeedClock(
    LiveFeed feed, IRadar radar, TimeProvider time, ILogger<FeedClock> logger) : BackgroundService
{
    private static readonly TimeSpan LevelsEvery = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan StatsEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);
    private bool _failing;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(FlushLevelsAsync(stoppingToken), PollStatsAsync(stoppingToken));

    private async Task FlushLevelsAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(LevelsEvery, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
            feed.FlushLevels();
    }

    private async Task PollStatsAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(StatsEvery, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            if (feed.HasListeners)
                await PollAsync(cancellationToken);
        }
    }

    private async Task PollAsync(CancellationToken cancellationToken)
    {
        try
        {
            feed.StatsChanged(await radar.GetStatsAsync(cancellationToken).WaitAsync(Patience, time, cancellationToken));
            _failing = false;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Stopping.
        }
#pragma warning disable CA1031 // Asked again in a second; the chip says when that lasts.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            if (!_failing)
                LogStatsFailed(exception);

            // Once is a partition that moves.
            if (_failing)
                feed.StatsLost();

            _failing = true;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The statistics could not be read; retrying every second")]
    private partial void LogStatsFailed(Exception exception);
}
