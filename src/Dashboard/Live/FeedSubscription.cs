using System.Collections.Immutable;
using System.Threading.Channels;
using RefillRadar.Grains.Board;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Dashboard.Live;

/// <summary>
/// One listener's bounded buffer. Offers never wait: the latest of each alert and product wins, and a listener that
/// falls too far behind loses the buffer and is told of the gap. One reader at a time.
/// </summary>
internal sealed class FeedSubscription(Action<FeedSubscription> unsubscribe, bool hearsAlerts) : IDisposable
{
    public const int MaxAlerts = 2_000;
    public const int MaxLevels = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Alert> _alerts = [];
    private readonly Dictionary<string, ProductLevel> _levels = [];
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private Func<ProductLevel, bool>? _watched;
    private RadarStats? _stats;
    private bool _gap;

    /// <summary>Levels of which products to hear of; none is how it begins.</summary>
    public void Watch(Func<string, bool> keys) => Volatile.Write(ref _watched, level => keys(level.Key));

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

    public void Offer(ImmutableArray<Alert> alerts)
    {
        if (!hearsAlerts)
            return;

        lock (_gate)
        {
            foreach (var alert in alerts)
                _alerts[alert.Id] = alert;

            if (_alerts.Count > MaxAlerts)
                Overflow();
        }

        _signal.Writer.TryWrite(true);
    }

    public void Offer(ImmutableArray<ProductLevel> levels)
    {
        if (Volatile.Read(ref _watched) is not { } watched)
            return;

        lock (_gate)
        {
            foreach (var level in levels)
            {
                if (watched(level))
                    _levels[level.Key] = level;
            }

            if (_levels.Count > MaxLevels)
                Overflow();

            if (_levels.Count == 0 && !_gap)
                return;
        }

        _signal.Writer.TryWrite(true);
    }

    public void Offer(RadarStats stats)
    {
        lock (_gate)
            _stats = stats;

        _signal.Writer.TryWrite(true);
    }

    public void OfferGap()
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
            if (_alerts.Count == 0 && _levels.Count == 0 && _stats is null && !_gap)
                return null;

            var batch = new FeedBatch([.. _alerts.Values], [.. _levels.Values], _stats, _gap);
            _alerts.Clear();
            _levels.Clear();
            _stats = null;
            _gap = false;
            return batch;
        }
    }
}
