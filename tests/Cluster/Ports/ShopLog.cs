using RefillRadar.Grains.Stock.Order;

namespace RefillRadar.Tests.Cluster.Ports;

/// <summary>The source's own record of its changes.</summary>
internal sealed class ShopLog
{
    private readonly List<(DateTimeOffset At, StockChange Change)> _changes = [];
    private TaskCompletionSource? _gate;

    public void Add(DateTimeOffset at, IEnumerable<StockChange> changes)
    {
        lock (_changes)
            _changes.AddRange(changes.Select(change => (at, change)));
    }

    /// <summary>What arrived since a time, with the time at which it did.</summary>
    public (DateTimeOffset At, StockChange Change)[] Since(DateTimeOffset since)
    {
        lock (_changes)
            return [.. _changes.Where(entry => entry.At >= since)];
    }

    /// <summary>From now on readers wait.</summary>
    public void Close() => _gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Those that wait go on.</summary>
    public void Open() => Interlocked.Exchange(ref _gate, null)?.SetResult();

    public Task PassAsync(CancellationToken cancellationToken) => _gate?.Task.WaitAsync(cancellationToken) ?? Task.CompletedTask;
}
