using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using RefillRadar.Grains.Board;
using RefillRadar.Grains.Configuration;
using RefillRadar.Grains.Notifications;
using RefillRadar.Grains.Telemetry;

namespace RefillRadar.Grains.Health;

/// <summary>Checks the health of the installation every few seconds for everything in this process that shows it. Safe for use by several threads.</summary>
public sealed partial class HealthMonitor(
    IRadar radar,
    IGrainFactory grains,
    IOptions<FeedOptions> feed,
    IOptions<NotificationsOptions> notifications,
    RadarMetrics metrics,
    TimeProvider time,
    ILogger<HealthMonitor> logger,
    IDiskProbe? disk = null) : BackgroundService, ISourceWatch
{
    // A partition that moves, or a server that leaves.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    // While a part does not respond, or the process should not be sent requests yet.
    private static readonly TimeSpan UnsettledInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WritePatience = TimeSpan.FromSeconds(3);
    private readonly ILogger<HealthMonitor> _logger = logger;
    private readonly DateTimeOffset _since = time.GetUtcNow();
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile InstallationHealth? _current;

    /// <summary>Raised after each check.</summary>
    [SuppressMessage("Design", "CA1003:Use generic event handler instances", Justification = "There is nothing to pass on: Current has it.")]
    public event Action? Checked;

    /// <summary>The last result; null before the first check is done. When the checks themselves hang, the cluster is shown as failing.</summary>
    public InstallationHealth? Current
    {
        get
        {
            var current = _current;
            return current is null || time.GetUtcNow() - current.At < Patience + Interval
                ? current
                : current with { Items = current.Items.RemoveAll(item => item.Name == HealthNames.Cluster).Add(
                    HealthDecision.Silent(HealthNames.Cluster, $"The cluster has not responded for {HealthWords.Span(time.GetUtcNow() - current.At)}.", isBlocking: true) with { Since = current.At + Patience + Interval }) };
        }
    }

    bool ISourceWatch.IsSourceStale => Current?.IsSourceStale == true;

    /// <summary>The last result; waits for the first check.</summary>
    public async Task<InstallationHealth> GetAsync(CancellationToken cancellationToken)
    {
        await _first.Task.WaitAsync(cancellationToken);
        return Current!;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        metrics.Watch(() => (Current?.Items ?? []).Select(item => (item.Name, (int)item.Status)));
        using var timer = new PeriodicTimer(UnsettledInterval, time);
        do
        {
            try
            {
                var before = _current;
                var health = await CheckAsync(stoppingToken);
                Log(before, health);
                Checked?.Invoke();
                var next = health.IsServing && !health.Items.Any(item => item.IsSilent) ? Interval : UnsettledInterval;
                // Setting it starts the wait anew.
                if (timer.Period != next)
                    timer.Period = next;
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<InstallationHealth> CheckAsync(CancellationToken cancellationToken)
    {
        var writing = WriteAsync();
        var system = await radar.GetSystemAsync(cancellationToken);
        var (took, error, isSilent) = await writing;
        var now = time.GetUtcNow();
        var items = HealthDecision.Of(new HealthSigns
        {
            At = now,
            Since = _since,
            System = system,
            Write = took,
            WriteError = error,
            IsWriteSilent = isSilent,
            Disk = disk?.Read(),
            Feed = feed.Value,
            Notifications = notifications.Value,
        });
        var next = (Current ?? new InstallationHealth(now, [])).Next(now, items, Patience).With(system.Operators);
        _current = next;
        _first.TrySetResult();
        return next;
    }

    private async Task<(TimeSpan? Took, string? Error, bool IsSilent)> WriteAsync()
    {
        try
        {
            return (await grains.GetGrain<IStoreProbeGrain>(0).Write().WaitAsync(WritePatience, time), null, false);
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
