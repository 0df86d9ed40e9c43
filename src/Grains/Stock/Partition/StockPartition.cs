using System.Collections.Immutable;
using Orleans.Runtime;
using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Notifications;
using RefillRadar.Grains.Stock.Intake;
using RefillRadar.Grains.Stock.Levels;
using RefillRadar.Grains.Stock.Order;
using RefillRadar.Grains.Thresholds;

namespace RefillRadar.Grains.Stock.Partition;

/// <summary>
/// One partition at work: takes batches in by <see cref="StockIntake"/>, puts to products what they have to decide, looks at them again
/// when something is due, writes behind. One thread at a time, and one piece of work at a time, whatever it waits for; only reads come
/// in between. Runs in its grain, or in a test without Orleans.
/// </summary>
internal sealed partial class StockPartition
{
    private static readonly TimeSpan ThresholdsCheck = TimeSpan.FromSeconds(15);
    private readonly int _partition;
    private readonly PartitionPorts _ports;
    private readonly IPartitionHost _host;
    private readonly PartitionTenure _tenure;
    private readonly ProductCalls _products;
    private readonly SnapshotWriter _writer;
    private readonly RecentBatches _recent;
    private readonly CatchUpWait _catchUp;
    private readonly Turns _turns = new();
    private long _rulesReadAt;
    private string? _announced;
    private bool _isReconciled;

    public StockPartition(int partition, IPersistentState<PartitionState> stored, PartitionPorts ports, IPartitionHost host)
    {
        (_partition, _ports, _host) = (partition, ports, host);
        Tally = new PartitionTally(ports.Time);
        _tenure = new PartitionTenure(partition, stored, host.Leave, ports.Time, ports.Logger);
        _products = new ProductCalls(Levels, host, () => Rules, ports, Tally);
        _writer = new SnapshotWriter(partition, Levels, _tenure, ports);
        _recent = new RecentBatches(ports.Time);
        _catchUp = new CatchUpWait(host, ports.Time);
        Levels.Changed = host.LevelChanged;
    }

    /// <summary>What the partition knows.</summary>
    public PartitionLevels Levels { get; } = new();

    /// <summary>The thresholds that it goes by.</summary>
    public ThresholdTable Rules { get; private set; } = ThresholdTable.Empty;

    /// <summary>What it did since it was activated.</summary>
    public PartitionTally Tally { get; }

    /// <summary>Whether changes since the snapshot are still being read again.</summary>
    public bool IsStale => Levels.Interim is not null;

    /// <summary>From when on changes are missing in the stored snapshot; null when none are.</summary>
    public DateTimeOffset? DirtySince => _tenure.DirtySince;

    private TimeProvider Time => _ports.Time;

    /// <summary>The thresholds of this version are in force.</summary>
    public void Announce(string version) => _announced = version;

    /// <summary>Looks again at products.</summary>
    public Task LookAgainAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken) =>
        _turns.RunAsync(() => AskAgainAsync(keys, cancellationToken));

    /// <summary>Hands on which notifications were sent.</summary>
    public Task MarkAsync(ImmutableArray<NoticeMark> marks, CancellationToken cancellationToken) => _turns.RunAsync(async () =>
    {
        await _tenure.ConfirmAsync(cancellationToken);
        await _products.MarkAsync(marks, cancellationToken);
    });

    /// <summary>Does what a person asked.</summary>
    public async Task<AlertActionResult> ActAsync(string key, string alertId, AlertAction action, CancellationToken cancellationToken)
    {
        ProductAnswer? answer = null;
        await _turns.RunAsync(async () =>
        {
            await _tenure.ConfirmAsync(cancellationToken);
            answer = await _products.AskAsync(key, call => call with { Action = action, AlertId = alertId }, cancellationToken);
        });
        return new AlertActionResult(answer!.Open?.Id == alertId ? answer.Open : null, answer.Refused);
    }

    /// <summary>Does what time brings: to be called every 200 ms.</summary>
    public async Task TickAsync(CancellationToken cancellationToken)
    {
        _catchUp.Repeat();
        if ((_announced is { } version && version != Rules.Version) || Time.GetElapsedTime(_rulesReadAt) >= ThresholdsCheck)
            await StepAsync("reading the thresholds", () => RefreshRulesAsync(cancellationToken));
        if (!_isReconciled && !IsStale)
            await StepAsync("looking at all levels", () => ReconcileAsync(cancellationToken));
        if (Levels.Due.Take(Time.GetUtcNow()) is { Count: > 0 } due)
            await StepAsync("looking at what is due", () => AskAgainAsync(due, cancellationToken));
        if (_writer.IsDue)
            await StepAsync("write-behind", () => _writer.WriteAsync(IsStale, cancellationToken));
    }

    // The caller has the turn.
    private async Task AskAgainAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
    {
        if (keys.Count == 0)
            return;
        _products.AskLater(keys);
        await _tenure.ConfirmAsync(cancellationToken);
        await _products.LookAgainAsync(keys, cancellationToken);
    }

    private Task StepAsync(string step, Func<Task> action) => _turns.RunAsync(() => TryAsync(step, action));

    private async Task TryAsync(string step, Func<Task> action)
    {
        try
        {
            await action();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Tally.Error($"{step}: {exception.Message}");
            LogStepFailed(_ports.Logger, exception, _partition, step);
        }
    }
}
