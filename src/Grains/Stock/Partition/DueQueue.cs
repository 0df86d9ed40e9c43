namespace RefillRadar.Grains.Stock.Partition;

/// <summary>When products of a partition want to be looked at again. The latest word of each counts.</summary>
internal sealed class DueQueue
{
    private readonly PriorityQueue<string, DateTimeOffset> _queue = new();
    private readonly Dictionary<string, DateTimeOffset> _due = new(StringComparer.Ordinal);

    /// <summary>Sets when a product is due; null for never.</summary>
    public void Set(string key, DateTimeOffset? due)
    {
        if (due is not { } at)
        {
            _due.Remove(key);
            return;
        }

        if (_due.TryGetValue(key, out var known) && known == at)
            return;
        _due[key] = at;
        _queue.Enqueue(key, at);
    }

    /// <summary>Takes the products that are due.</summary>
    public List<string> Take(DateTimeOffset now)
    {
        var keys = new List<string>();
        while (_queue.TryPeek(out var key, out var at) && at <= now)
        {
            _queue.Dequeue();
            if (_due.TryGetValue(key, out var known) && known == at && _due.Remove(key))
                keys.Add(key);
        }

        return keys;
    }
}
