using System.Collections.Immutable;
using System.Threading.Channels;
using RefillRadar.Grains.Board;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Dashboard.Live;

/// <summary>
/// One listener's bounded buffer. A push never waits: the latest of each alert and product wins, and a listener that
/// falls too far behind loses the buffer and reads of a gap. Until it has read that, nothing is kept for it, because it reads the
/// whole state afterwards. One reader at a time.
/// </summary>
internal sealed class FeedSubscription(Action<FeedSubscription> unsubscribe, bool hearsAlerts) : IDisposable
{
    public const int MaxAlerts = 2_000;
    public const int MaxLevels = 10_000;

    private static readonly Func<ProductLevel, bool> Everything = static _ => true;

    private readonly Lock _gate = new();
    private readonly PendingChanges<Alert> _alerts = new(MaxAlerts, static alert => alert.Id, areDistinct: false);
    private readonly PendingChanges<ProductLevel> _levels = new(MaxLevels, static level => level.Key, areDistinct: true);
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private Func<ProductLevel, bool>? _watched;
    private RadarStats? _stats;
    private bool _gap;

    /// <summary>Levels of which products to hear of; none is how it begins.</summary>
    public void Watch(Func<string, bool> keys) => Volatile.Write(ref _watched, level => keys(level.Key));

    /// <summary>Levels of all products.</summary>
    public void WatchEverything() => Volatile.Write(ref _watched, Everything);

    /// <summary>Levels of all products with an open alert.</summary>
    public void WatchAlerts() => Volatile.Write(ref _watched, static level => level.AlertId is not null);

    /// <summary>Waits until there is something and takes all of it.</summary>
    public async ValueTask<FeedBatch> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await _signal.Reader.ReadAsync(cancellationToken);
            if (Take() is { } batch)
                return batch;
        }
    }

    public void Push(ImmutableArray<Alert> alerts)
    {
        if (hearsAlerts)
            Add(_alerts, alerts);
    }

    /// <summary>Levels, each product once.</summary>
    public void Push(ImmutableArray<ProductLevel> levels)
    {
        if (Volatile.Read(ref _watched) is not { } watched)
            return;

        // Who watches everything shares the array with all others.
        Add(_levels, watched == Everything ? levels : [.. levels.Where(watched)]);
    }

    public void Push(RadarStats stats)
    {
        lock (_gate)
            _stats = stats;

        _signal.Writer.TryWrite(true);
    }

    public void PushGap()
    {
        lock (_gate)
            Overflow();

        _signal.Writer.TryWrite(true);
    }

    public void Dispose()
    {
        unsubscribe(this);
        _signal.Writer.TryComplete();
    }

    private void Add<T>(PendingChanges<T> pending, ImmutableArray<T> changes)
    {
        if (changes.IsEmpty)
            return;

        lock (_gate)
        {
            if (!_gap && !pending.TryAdd(changes))
                Overflow();
        }

        _signal.Writer.TryWrite(true);
    }

    private void Overflow()
    {
        _alerts.Clear();
        _levels.Clear();
        _gap = true;
    }

    private FeedBatch? Take()
    {
        lock (_gate)
        {
            if (_alerts.IsEmpty && _levels.IsEmpty && _stats is null && !_gap)
                return null;

            var batch = new FeedBatch(_alerts.Take(), _levels.Take(), _stats, _gap);
            _stats = null;
            _gap = false;
            return batch;
        }
    }
}
