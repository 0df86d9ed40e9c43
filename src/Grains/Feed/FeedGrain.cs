using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;
using RefillRadar.Grains.Configuration;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Stock.Order;
using RefillRadar.Grains.Telemetry;

namespace RefillRadar.Grains.Feed;

/// <summary>Remembers counts in memory alone. When data arrived last is stored once per minute, so that a stale source is stale after a restart, too.</summary>
[GrainType("feed"), KeepAlive]
internal sealed partial class FeedGrain(
    [PersistentState("feed", GrainStorage.Name)] IPersistentState<StoredFeed> stored, RadarMetrics metrics, TimeProvider time, ILogger<FeedGrain> logger)
    : Grain, IFeedGrain
{
    private const int MaxSources = 1000;
    private static readonly TimeSpan StoreEvery = TimeSpan.FromMinutes(1);
    private readonly Dictionary<(string Source, int Partition), int> _reported = [];
    private readonly Dictionary<string, int> _restarts = new(StringComparer.Ordinal);
    private FeedState _state = new(null, 0);
    private DateTimeOffset? _triedAt;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (stored.State.Since is null)
            await TryStoreAsync(stored.State with { Since = time.GetUtcNow() });
    }

    public async Task Seen(double? lagSeconds, SkippedCounts skipped)
    {
        var now = time.GetUtcNow();
        _state = _state.With(skipped) with { SeenAt = now, LagSeconds = lagSeconds ?? _state.LagSeconds };
        if (_triedAt is { } tried && now - tried < StoreEvery && tried <= now)
            return;
        _triedAt = now;
        await TryStoreAsync(stored.State with { SeenAt = now });
    }

    public async Task Emptied(TableEmptied emptied)
    {
        // A source's clock that runs ahead must not outdate what comes after.
        if (emptied.At > time.GetUtcNow())
            emptied = emptied with { At = time.GetUtcNow() };
        if (!emptied.IsNewsAfter(stored.State.Emptied))
            return;
        try
        {
            await StoreAsync(stored.State with { Emptied = emptied });
        }
        catch
        {
            // What is stored is not known for sure.
            DeactivateOnIdle();
            throw;
        }

        LogEmptied(logger, emptied.Table);
        for (var partition = 0; partition < StockPartitions.Count; partition++)
            _ = GrainFactory.GetGrain<IFeedListener>(partition).Outdate(emptied.At);
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

    public Task<FeedState> Get() => Task.FromResult(_state with { Emptied = stored.State.Emptied, SeenAt = _state.SeenAt ?? stored.State.SeenAt, Since = stored.State.Since });

    // Goes on without: what is in memory is right, and a store that fails must not make the source look stale.
    private async Task TryStoreAsync(StoredFeed state)
    {
        try
        {
            await StoreAsync(state);
        }
        catch (InconsistentStateException)
        {
            DeactivateOnIdle();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            LogNotStored(logger, exception);
        }
    }

    private async Task StoreAsync(StoredFeed state)
    {
        var before = stored.State;
        stored.State = state;
        try
        {
            await stored.WriteStateAsync();
        }
        catch
        {
            stored.State = before;
            throw;
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "When data arrived last could not be stored; trying again with the next data")]
    private static partial void LogNotStored(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Table {Table} was truncated, dropped or renamed. Products whose rows are not loaded again keep their last level, marked as stale")]
    private static partial void LogEmptied(ILogger logger, string table);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The log of {Source} has started over: it had come to {Before}, now it is at {Now}. What it holds now counts as later; redeliveries from before do not")]
    private static partial void LogStartedOver(ILogger logger, string source, string before, string now);
}
