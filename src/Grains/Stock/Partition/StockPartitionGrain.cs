using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;
using Orleans.Utilities;
using RefillRadar.Grains.Configuration;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Notifications;
using RefillRadar.Grains.Placement;
using RefillRadar.Grains.Stock.CatchUp;
using RefillRadar.Grains.Stock.Levels;
using RefillRadar.Grains.Telemetry;
using RefillRadar.Grains.Thresholds;

namespace RefillRadar.Grains.Stock.Partition;

/// <summary>Life of a partition: activation, the tick, write-behind. Taking in changes and answering the board are in the other parts.</summary>
[GrainType("partition"), EvenPlacement]
internal sealed partial class StockPartitionGrain(
    [PersistentState("partition", GrainStorage.Name)] IPersistentState<PartitionState> stored,
    ILevelStore levels,
    ILevelHistory history,
    LevelSnapshot snapshot,
    ThresholdCache thresholds,
    IOptions<AlertsOptions> options,
    RadarMetrics metrics,
    Home home,
    TimeProvider time,
    ILogger<StockPartitionGrain> logger) : Grain, IStockPartitionGrain
{
    private static readonly TimeSpan TickInterval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan WriteBehind = TimeSpan.FromSeconds(50);
    private static readonly TimeSpan EpochTrust = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan HomeCheck = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan ThresholdsCheck = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan DeletedMemory = TimeSpan.FromDays(7);
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(5);
    private const int MaxSamples = 20_000;
    private const int ClaimAttempts = 3;

    private readonly LevelTable _table = new();
    private readonly Dictionary<string, string> _openAlerts = new(StringComparer.Ordinal);
    private readonly DueQueue _due = new();
    private readonly List<LevelSample> _samples = [];
    private readonly List<int> _unpushed = [];
    private readonly PartitionTally _tally = new(time);
    private ObserverManager<IRadarObserver> _observers = null!;
    private ObserverManager<IRadarObserver> _levelObservers = null!;
    private ThresholdTable _rules = ThresholdTable.Empty;
    private long _epoch;
    private DateTimeOffset _epochConfirmedAt;
    private DateTimeOffset _writtenAt;
    private DateTimeOffset _thresholdsCheckedAt;
    private DateTimeOffset _homeCheckedAt;
    private string? _announcedVersion;
    private bool _reconciled;
    private bool _stale;
    private long _records;

    private int Partition => (int)this.GetPrimaryKeyLong();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var state = await ClaimAsync(cancellationToken);
        _epoch = stored.State.Epoch;
        _records = state.Records;

        foreach (var chunk in await levels.LoadAsync(Partition, cancellationToken))
            snapshot.Restore(_table, chunk, _openAlerts);
        _table.TakeDirty();
        _rules = await thresholds.RefreshAsync();
        _epochConfirmedAt = _thresholdsCheckedAt = time.GetUtcNow();
        _writtenAt = _epochConfirmedAt - WriteBehind * Partition / StockPartitions.Count;
        _observers = new ObserverManager<IRadarObserver>(TimeSpan.FromMinutes(1), logger);
        _levelObservers = new ObserverManager<IRadarObserver>(TimeSpan.FromMinutes(1), logger);
        if (state.DirtySince is { } since)
        {
            _stale = true;
            _ = GrainFactory.GetGrain<ICatchUpGrain>(0).Request(Partition, since);
        }

        this.RegisterGrainTimer(TickAsync, new GrainTimerCreationOptions(TickInterval, TickInterval) { KeepAlive = true });
        LogActivated(logger, Partition, _epoch, _table.Count, !_stale);
    }

    // The state that the last activation left. That one may be writing its last word at this very moment.
    private async Task<PartitionState> ClaimAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var state = stored.State;
            stored.State = state with { Epoch = state.Epoch + 1 };
            try
            {
                await stored.WriteStateAsync(cancellationToken);
                return state;
            }
            catch (InconsistentStateException) when (attempt < ClaimAttempts)
            {
                await stored.ReadStateAsync(cancellationToken);
            }
        }
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (stored.State.Epoch == _epoch)
            await TryAsync("the last write-behind", () => WriteBehindAsync(cancellationToken));
    }

    public Task ThresholdsChanged(string version)
    {
        _announcedVersion = version;
        return Task.CompletedTask;
    }

    public Task CaughtUp()
    {
        _stale = false;
        return Task.CompletedTask;
    }

    public Task Wake(ImmutableArray<string> keys, CancellationToken cancellationToken) => LookAgainAsync(keys, cancellationToken);

    public async Task Mark(ImmutableArray<NoticeMark> marks, CancellationToken cancellationToken)
    {
        await ConfirmEpochAsync(cancellationToken);
        await Task.WhenAll(marks
            .GroupBy(mark => mark.Key, StringComparer.Ordinal)
            .Select(group => AskAsync(group.Key, call => call with { Marks = [.. group] }, cancellationToken)));
    }

    public async Task<AlertActionResult> Act(string key, string alertId, AlertAction action, CancellationToken cancellationToken)
    {
        await ConfirmEpochAsync(cancellationToken);
        var answer = await AskAsync(key, call => call with { Action = action, AlertId = alertId }, cancellationToken);
        return new AlertActionResult(answer.Open?.Id == alertId ? answer.Open : null, answer.Refused);
    }

    // Nobody may answer for a partition that another activation has taken over while this one was not looking.
    private async Task ConfirmEpochAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (now - _epochConfirmedAt < EpochTrust)
            return;
        await stored.ReadStateAsync(cancellationToken);
        if (stored.State.Epoch != _epoch)
        {
            LogTakenOver(logger, Partition, _epoch, stored.State.Epoch);
            DeactivateOnIdle();
            throw new InvalidOperationException($"Partition {Partition} was taken over by a newer activation.");
        }

        _epochConfirmedAt = now;
    }

    private async Task TickAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if ((_announcedVersion is { } version && version != _rules.Version) || now - _thresholdsCheckedAt >= ThresholdsCheck)
            await TryAsync("reading the thresholds", () => RefreshRulesAsync(now, cancellationToken));
        if (!_reconciled && !_stale)
            await TryAsync("looking at all levels", () => ReconcileAsync(cancellationToken));
        if (_due.Take(now) is { Count: > 0 } due)
            await TryAsync("looking at what is due", () => LookAgainAsync(due, cancellationToken));
        PushLevels();
        if (now - _homeCheckedAt >= HomeCheck)
            CheckHome(now);
        if (now - _writtenAt >= WriteBehind || _samples.Count >= MaxSamples)
            await TryAsync("write-behind", () => WriteBehindAsync(cancellationToken));
    }

    // A silo that joined takes its share: the deactivation writes the snapshot, the next call activates there.
    private void CheckHome(DateTimeOffset now)
    {
        _homeCheckedAt = now;
        if (!home.IsElsewhere(Partition))
            return;
        LogMoving(logger, Partition);
        DeactivateOnIdle();
    }

    private async Task TryAsync(string step, Func<Task> action)
    {
        try
        {
            await action();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            _tally.Error($"{step}: {exception.Message}");
            LogStepFailed(logger, exception, Partition, step);
        }
    }

    private async Task RefreshRulesAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        _thresholdsCheckedAt = now;
        var before = _rules;
        _rules = await thresholds.RefreshAsync();
        if (ReferenceEquals(before, _rules))
            return;
        var keys = new List<string>();
        for (var index = 0; index < _table.Used; index++)
        {
            if (_table[index].Key is not { } key || before.Resolve(key, options.Value) == _rules.Resolve(key, options.Value))
                continue;
            // Until it has answered under the new rule, every level asks it.
            _table[index].SetTripwire(Tripwire.None);
            keys.Add(key);
        }

        await LookAgainAsync(keys, cancellationToken);
    }

    // Once after activation: whatever is open, or low by the thresholds in force, is asked, so that nothing that changed
    // while the partition was away (thresholds, an episode newer than the snapshot) stays unnoticed.
    private async Task ReconcileAsync(CancellationToken cancellationToken)
    {
        var keys = new List<string>();
        for (var index = 0; index < _table.Used; index++)
        {
            ref var slot = ref _table[index];
            if (slot.Key is not { } key || !slot.HasQuantity)
                continue;
            var rule = _rules.Resolve(key, options.Value);
            if (slot.IsOpen || slot.Quantity <= rule?.Threshold)
                keys.Add(key);
            else
                slot.Status = rule is null ? ProductStatus.Untracked : ProductStatus.Normal;
        }

        await LookAgainAsync(keys, cancellationToken);
        _reconciled = true;
    }

    // A product that cannot be asked now is asked again a little later, and keeps no other from its turn.
    private async Task LookAgainAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        if (keys.Count == 0)
            return;
        var again = time.GetUtcNow() + AskAgainAfter;
        foreach (var key in keys)
            _due.Set(key, again);
        await ConfirmEpochAsync(cancellationToken);
        foreach (var some in keys.Chunk(256))
            await Task.WhenAll(some.Select(key => TryAsync($"looking at product {key}", () => AskAsync(key, call => call, cancellationToken))));
    }

    private async Task WriteBehindAsync(CancellationToken cancellationToken)
    {
        _writtenAt = time.GetUtcNow();
        Forget(_writtenAt);
        if (stored.State.DirtySince is null && _samples.Count == 0 && !_table.IsDirty)
            return;
        await ConfirmEpochAsync(cancellationToken);
        await WriteHistoryAsync(cancellationToken);
        var dirty = _table.TakeDirty();
        try
        {
            if (dirty.Count > 0)
                await levels.SaveAsync(Partition, [.. dirty.Select(chunk => snapshot.Save(_table, chunk, _openAlerts))], cancellationToken);
            // While changes are still being read again, the snapshot is not complete.
            if (stored.State.DirtySince is null || _stale)
                return;
            stored.State = stored.State with { DirtySince = null, Records = _records };
            await stored.WriteStateAsync(cancellationToken);
            _epochConfirmedAt = _writtenAt;
        }
        catch
        {
            foreach (var chunk in dirty)
                _table.Touch(chunk * LevelTable.ChunkSize);
            throw;
        }
    }

    private async Task WriteHistoryAsync(CancellationToken cancellationToken)
    {
        if (_samples.Count == 0)
            return;
        if (_samples.Count > 2 * MaxSamples)
            _samples.RemoveRange(0, _samples.Count - 2 * MaxSamples);
        await history.AppendAsync(Partition, _samples, cancellationToken);
        _samples.Clear();
        for (var index = 0; index < _table.Used; index++)
            _table[index].Set(LevelFlags.Sampled, false);
    }

    private void Forget(DateTimeOffset now)
    {
        for (var index = 0; index < _table.Used; index++)
        {
            ref var slot = ref _table[index];
            if (slot.Key is not null && slot.Has(LevelFlags.Deleted) && now.UtcTicks - slot.UpdatedTicks > DeletedMemory.Ticks)
                _table.Remove(index);
        }
    }
}
