using Microsoft.Extensions.Logging;
using Orleans;
using RefillRadar.Grains.Stock.Order;
using RefillRadar.Grains.Telemetry;

namespace RefillRadar.Grains.Feed;

/// <summary>Remembers in memory alone: after a restart the feed is heard again, or is stale.</summary>
[GrainType("feed"), KeepAlive]
internal sealed partial class FeedGrain(RadarMetrics metrics, TimeProvider time, ILogger<FeedGrain> logger) : Grain, IFeedGrain
{
    private const int MaxSources = 1000;
    private readonly Dictionary<(string Source, int Partition), int> _reported = [];
    private readonly Dictionary<string, int> _restarts = new(StringComparer.Ordinal);
    private FeedState _state = new(null, 0);

    public Task Seen(double? lagSeconds, SkippedCounts skipped)
    {
        var now = time.GetUtcNow();
        _state = _state.With(skipped, now) with { SeenAt = now, LagSeconds = lagSeconds ?? _state.LagSeconds };
        return Task.CompletedTask;
    }

    // Every partition finds it by itself, when the first change of one of its products comes: the first that says so is the news.
    public Task LogRestarted(int partition, SourceLog log)
    {
        var times = _reported[(log.Source, partition)] = _reported.GetValueOrDefault((log.Source, partition)) + 1;
        if (times <= _restarts.GetValueOrDefault(log.Source) || _restarts.Count > MaxSources)
            return Task.CompletedTask;
        _restarts[log.Source] = times;
        metrics.LogRestarted();
        LogStartedOver(logger, log.Source, log.Past.Length > 0 ? log.Past[0].Highest.ToString() : "nothing", log.Highest.ToString());
        return Task.CompletedTask;
    }

    public Task<FeedState> Get() => Task.FromResult(_state);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The log of {Source} has started over: it had come to {Before}, now it is at {Now}. What it holds now counts as later; redeliveries from before do not")]
    private static partial void LogStartedOver(ILogger logger, string source, string before, string now);
}
