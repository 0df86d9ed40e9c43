using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using RefillRadar.Grains.Board;
using RefillRadar.Grains.Configuration;
using RefillRadar.Grains.Telemetry;

namespace RefillRadar.Grains.Health;

/// <summary>Looks at the installation every few seconds, for everything in this process that shows how it is. Safe for use by several threads.</summary>
public sealed partial class HealthMonitor : BackgroundService
{
    // A partition that moves, or a server that leaves.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan FirstInterval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan WritePatience = TimeSpan.FromSeconds(3);
    private readonly IRadar _radar;
    private readonly IGrainFactory _grains;
    private readonly IDiskProbe? _disk;
    private readonly FeedOptions _feed;
    private readonly NotificationsOptions _notifications;
    private readonly TimeProvider _time;
    private readonly ILogger<HealthMonitor> _logger;
    private readonly DateTimeOffset _since;
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile InstallationHealth? _current;

    /// <summary>Made by the container.</summary>
    public HealthMonitor(
        IRadar radar,
        IGrainFactory grains,
        IOptions<FeedOptions> feed,
        IOptions<NotificationsOptions> notifications,
        RadarMetrics metrics,
        TimeProvider time,
        ILogger<HealthMonitor> logger,
        IDiskProbe? disk = null)
    {
        (_radar, _grains, _disk, _feed, _notifications, _time, _logger) = (radar, grains, disk, feed.Value, notifications.Value, time, logger);
        _since = time.GetUtcNow();
        metrics.Watch(() => (Current?.Items ?? []).Select(item => (item.Name, (int)item.Status)));
    }

    /// <summary>Raised after each look.</summary>
    [SuppressMessage("Design", "CA1003:Use generic event handler instances", Justification = "There is nothing to pass on: Current has it.")]
    public event Action? Looked;

    /// <summary>What was seen last; null before the first look is done. A look that takes too long is not waited for: its silence shows.</summary>
    public InstallationHealth? Current
    {
        get
        {
            var current = _current;
            return current is null || _time.GetUtcNow() - current.At < Patience + Interval
                ? current
                : current with { Items = current.Items.RemoveAll(item => item.Name == HealthNames.Cluster).Add(
                    HealthDecision.Silent(HealthNames.Cluster, $"The cluster has not responded for {HealthWords.Span(_time.GetUtcNow() - current.At)}.", isBlocking: true)) };
        }
    }

    /// <summary>What was seen last, after the first look.</summary>
    public async Task<InstallationHealth> GetAsync(CancellationToken cancellationToken)
    {
        await _first.Task.WaitAsync(cancellationToken);
        return Current!;
    }

    /// <summary>Looks now.</summary>
    public async Task<InstallationHealth> LookAsync(CancellationToken cancellationToken)
    {
        var writing = WriteAsync();
        var system = await _radar.GetSystemAsync(cancellationToken);
        var (took, error, isSilent) = await writing;
        var now = _time.GetUtcNow();
        var items = HealthDecision.Of(new HealthSigns
        {
            At = now,
            Since = _since,
            System = system,
            Write = took,
            WriteError = error,
            IsWriteSilent = isSilent,
            Disk = _disk?.Read(),
            Feed = _feed,
            Notifications = _notifications,
        });
        var next = (_current ?? new InstallationHealth(now, [])).Next(now, items, Patience);
        _current = next;
        _first.TrySetResult();
        return next;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(FirstInterval, _time);
        do
        {
            try
            {
                var before = _current;
                var health = await LookAsync(stoppingToken);
                Log(before, health);
                Looked?.Invoke();
                timer.Period = health.IsServing ? Interval : FirstInterval;
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<(TimeSpan? Took, string? Error, bool IsSilent)> WriteAsync()
    {
        try
        {
            return (await _grains.GetGrain<IStoreProbeGrain>(0).Write().WaitAsync(WritePatience, _time), null, false);
        }
        catch (Exception exception) when (exception is TimeoutException or Orleans.Runtime.OrleansException)
        {
            return (null, null, true);
        }
        catch (Exception exception)
        {
            return (null, exception.Message, false);
        }
    }

    private void Log(InstallationHealth? before, InstallationHealth now)
    {
        foreach (var item in now.Items)
        {
            var was = before?[item.Name]?.Status ?? HealthStatus.Ok;
            if (item.Status == was)
                continue;
            if (item.Status == HealthStatus.Ok)
                LogRecovered(item.Name, item.Reason);
            else
                LogChanged(item.Name, item.Status, item.Reason);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Health of {Name} changed to {Status}: {Reason}")]
    private partial void LogChanged(string name, HealthStatus status, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Health of {Name} recovered: {Reason}")]
    private partial void LogRecovered(string name, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The health of the installation could not be read; trying again")]
    private partial void LogFailed(Exception exception);
}
