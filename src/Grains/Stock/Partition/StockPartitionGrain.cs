using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Configuration;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Feed;
using RefillRadar.Grains.Notifications;
using RefillRadar.Grains.Placement;
using RefillRadar.Grains.Stock.CatchUp;
using RefillRadar.Grains.Stock.Intake;
using RefillRadar.Grains.Stock.Order;
using RefillRadar.Grains.Thresholds;

namespace RefillRadar.Grains.Stock.Partition;

/// <summary>Runs a <see cref="StockPartition"/>, and is its <see cref="PartitionBoard"/> and <see cref="ChangeFeed"/> for everybody else.</summary>
[GrainType("partition"), EvenPlacement, KeepAlive]
internal sealed partial class StockPartitionGrain(
    [PersistentState("partition", GrainStorage.Name)] IPersistentState<PartitionState> stored,
    PartitionPorts ports,
    ThresholdCache thresholds,
    Home home,
    ILogger<StockPartitionGrain> logger) : Grain, IStockPartitionGrain, IPartitionHost
{
    private static readonly TimeSpan TickInterval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan HomeCheck = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan FeedCheck = TimeSpan.FromSeconds(10);
    private StockPartition _partition = null!;
    private PartitionBoard _board = null!;
    private ChangeFeed _feed = null!;
    private long _homeCheckedAt;
    private long? _feedCheckedAt;

    private int Partition => (int)this.GetPrimaryKeyLong();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _partition = new StockPartition(Partition, stored, ports, this);
        _board = new PartitionBoard(Partition, _partition, ports);
        _feed = new ChangeFeed(_partition.Levels.Table, _board, ports.Metrics, logger);
        _homeCheckedAt = ports.Time.GetTimestamp();
        await _partition.ActivateAsync(cancellationToken);
        this.RegisterGrainTimer(TickAsync, new GrainTimerCreationOptions(TickInterval, TickInterval) { KeepAlive = true });
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        _partition.DeactivateAsync(cancellationToken);

    public Task<ApplyResult> Apply(StockBatch batch) => _partition.ApplyAsync(batch);

    public Task CaughtUp(long epoch, ImmutableArray<string> open) => _partition.CaughtUpAsync(epoch, open, CancellationToken.None);

    public Task ThresholdsChanged(string version)
    {
        _partition.Announce(version);
        return Task.CompletedTask;
    }

    public Task Wake(ImmutableArray<string> keys, CancellationToken cancellationToken) => _partition.LookAgainAsync(keys, cancellationToken);

    public Task Mark(ImmutableArray<NoticeMark> marks, CancellationToken cancellationToken) => _partition.MarkAsync(marks, cancellationToken);

    public Task<AlertActionResult> Act(string key, string alertId, AlertAction action, CancellationToken cancellationToken) =>
        _partition.ActAsync(key, alertId, action, cancellationToken);

    Task<ProductAnswer> IPartitionHost.DecideAsync(string key, ProductCall call, CancellationToken cancellationToken) =>
        GrainFactory.GetGrain<IProductGrain>(key).Decide(call, cancellationToken);

    Task<ThresholdTable> IPartitionHost.RefreshRulesAsync() => thresholds.RefreshAsync();

    void IPartitionHost.RequestCatchUp(DateTimeOffset? since, long epoch) =>
        _ = GrainFactory.GetGrain<ICatchUpGrain>(0).Request(Partition, since, epoch);

    void IPartitionHost.LogRestarted(SourceLog log) => _ = GrainFactory.GetGrain<IFeedGrain>(0).LogRestarted(Partition, log);

    void IPartitionHost.AlertsChanged(ImmutableArray<Alert> alerts) => _feed.AlertsChanged(alerts);

    void IPartitionHost.LevelChanged(int index) => _feed.LevelChanged(index);

    void IPartitionHost.Leave() => DeactivateOnIdle();

    private async Task TickAsync(CancellationToken cancellationToken)
    {
        await _partition.TickAsync(cancellationToken);
        _feed.PushLevels();
        if (ports.Time.GetElapsedTime(_homeCheckedAt) >= HomeCheck)
            CheckHome();
        if (_feedCheckedAt is not { } checkedAt || ports.Time.GetElapsedTime(checkedAt) >= FeedCheck)
            _ = CheckFeedAsync();
    }

    // A partition works without the answer: it only marks levels as stale.
    private async Task CheckFeedAsync()
    {
        _feedCheckedAt = ports.Time.GetTimestamp();
        try
        {
            _board.OutdatedBefore = (await GrainFactory.GetGrain<IFeedGrain>(0).Get()).Emptied?.At;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            LogFeedSilent(logger, exception, Partition);
        }
    }

    // A silo that joined takes its share: the deactivation writes the snapshot, the next call activates there.
    private void CheckHome()
    {
        _homeCheckedAt = ports.Time.GetTimestamp();
        if (!home.IsElsewhere(Partition))
            return;
        LogMoving(logger, Partition);
        DeactivateOnIdle();
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Partition {Partition} could not ask whether its table was emptied; it asks again")]
    private static partial void LogFeedSilent(ILogger logger, Exception exception, int partition);

    [LoggerMessage(Level = LogLevel.Information, Message = "Partition {Partition} moves to the silo where it belongs")]
    private static partial void LogMoving(ILogger logger, int partition);
}
