using System.Collections.Immutable;
using RefillRadar.Grains.Board;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Dashboard.Live;

/// <summary>
/// What the grains tell this web process, fanned out to its circuits and hub connections. Nothing here waits for a listener.
/// Alerts go on at once; levels gather until <see cref="FlushLevels"/>, the latest of each product.
/// </summary>
internal sealed class LiveFeed(TimeProvider time)
{
    // Where nothing happens pages still have a beat: what depends on the time of day is drawn by it.
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, ProductLevel> _levels = [];
    private ImmutableArray<FeedSubscription> _subscriptions = [];
    private TaskCompletionSource _firstListener = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _heardAt;
    private long _beatAt;
    private volatile bool _linked;
    private volatile bool _counts = true;
    private bool _hearsLevels;
    private volatile RadarStats? _stats;

    /// <summary>The open alerts as the grains told of them; each change is in them before a listener hears of it.</summary>
    public OpenAlerts Open { get; } = new();

    /// <summary>Somebody listens.</summary>
    public bool HasListeners => !_subscriptions.IsEmpty;

    /// <summary>How many listen.</summary>
    public int Listeners => _subscriptions.Length;

    /// <summary>Done when a first listener comes while there is none: from then on levels are wanted.</summary>
    public Task FirstListener
    {
        get
        {
            lock (_gate)
                return _firstListener.Task;
        }
    }

    /// <summary>What is shown is current: the grains know of this process (not before the first subscription, nor while renewals fail), and the numbers can be read.</summary>
    public bool IsCurrent => _linked && _counts;

    /// <summary>The newest numbers, null before the first.</summary>
    public RadarStats? Stats => _stats;

    /// <summary>When the grains were heard last; null before the first time.</summary>
    public DateTimeOffset? HeardAt => Interlocked.Read(ref _heardAt) is var ticks and not 0 ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    public FeedSubscription Subscribe(bool alerts = true)
    {
        var subscription = new FeedSubscription(Remove, alerts);
        lock (_gate)
        {
            if (_subscriptions.IsEmpty)
            {
                _firstListener.SetResult();
                _firstListener = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            _subscriptions = _subscriptions.Add(subscription);
        }

        return subscription;
    }

    public void AlertsChanged(ImmutableArray<Alert> alerts)
    {
        Heard();
        Open.Take(alerts);
        foreach (var subscription in _subscriptions)
            subscription.Push(alerts);
    }

    public void LevelsChanged(ImmutableArray<ProductLevel> levels)
    {
        Heard();
        if (!HasListeners)
            return;

        lock (_gate)
        {
            foreach (var level in levels)
                _levels[level.Key] = level;
        }
    }

    public void FlushLevels()
    {
        ImmutableArray<ProductLevel> levels;
        lock (_gate)
        {
            if (_levels.Count == 0)
                return;

            levels = [.. _levels.Values];
            _levels.Clear();
        }

        Open.Take(levels);
        foreach (var subscription in _subscriptions)
            subscription.Push(levels);
    }

    /// <summary>The newest numbers. Unchanged ones go on only every few seconds.</summary>
    public void StatsChanged(RadarStats stats)
    {
        Heard();
        var now = time.GetTimestamp();
        var counted = _counts;
        _counts = true;
        if (counted && stats == _stats && time.GetElapsedTime(_beatAt, now) < Beat)
            return;

        _beatAt = now;
        _stats = stats;
        foreach (var subscription in _subscriptions)
            subscription.Push(stats);
    }

    /// <summary>The numbers cannot be read now: what is shown may be old.</summary>
    public void StatsLost()
    {
        if (!_counts)
            return;

        _counts = false;
        if (_stats is not { } stats)
            return;

        foreach (var subscription in _subscriptions)
            subscription.Push(stats);
    }

    /// <summary>
    /// The grains know of this process, and send levels or do not; unless all knew of it before, listeners may have missed something.
    /// </summary>
    public void LinkRenewed(bool known, bool levels = true)
    {
        Heard();
        var began = HearLevels(levels);
        if (_linked && known && !began)
            return;

        _linked = true;
        Gap();
    }

    public void LinkLost()
    {
        if (!_linked)
            return;

        _linked = false;
        Gap();
    }

    // Quantities that were read while no levels came may be old. True when they come from now on.
    private bool HearLevels(bool levels)
    {
        lock (_gate)
        {
            if (_hearsLevels == levels)
                return false;

            _hearsLevels = levels;
        }

        Open.Forget();
        return levels;
    }

    private void Gap()
    {
        Open.Forget();
        foreach (var subscription in _subscriptions)
            subscription.PushGap();
    }

    private void Heard() => Interlocked.Exchange(ref _heardAt, time.GetUtcNow().UtcTicks);

    private void Remove(FeedSubscription subscription)
    {
        lock (_gate)
        {
            _subscriptions = _subscriptions.Remove(subscription);
            if (_subscriptions.IsEmpty)
                Open.Forget();
        }
    }
}
