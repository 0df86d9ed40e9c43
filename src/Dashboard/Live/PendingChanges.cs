using System.Collections.Immutable;

namespace RefillRadar.Dashboard.Live;

/// <summary>
/// Changes that one listener has not read yet. The batches are kept as they came, because all listeners share them: one that does not
/// read costs little more than references. The latest change of each key counts. Not thread-safe.
/// </summary>
/// <param name="most">Most keys that may wait.</param>
/// <param name="key">What identifies a change.</param>
/// <param name="areDistinct">No batch has a key twice.</param>
internal sealed class PendingChanges<T>(int most, Func<T, string> key, bool areDistinct)
{
    // Batches that gather while a listener is busy for a moment.
    private const int Usual = 16;

    private readonly List<ImmutableArray<T>> _batches = [];
    private int _count;

    public bool IsEmpty => _count == 0;

    /// <summary>Adds a batch; false, and nothing is kept, when that makes more keys than may wait.</summary>
    public bool TryAdd(ImmutableArray<T> batch)
    {
        if (batch.IsEmpty)
            return true;

        _batches.Add(batch);
        _count += batch.Length;

        // Twice the bound, so that a listener that is slow is not sorted out with every change.
        return _count <= most * 2 || TryCondense();
    }

    /// <summary>The latest change of each key, in the order in which the keys came first; empties it.</summary>
    public IReadOnlyList<T> Take()
    {
        var latest = Latest();
        Clear();
        return latest;
    }

    public void Clear()
    {
        _batches.Clear();
        if (_batches.Capacity > Usual)
            _batches.TrimExcess();

        _count = 0;
    }

    private bool TryCondense()
    {
        var latest = Latest();
        Clear();
        if (latest.Length > most)
            return false;

        _batches.Add(latest);
        _count = latest.Length;
        return true;
    }

    private ImmutableArray<T> Latest()
    {
        if (_batches.Count == 0)
            return [];

        if (_batches is [var only] && (areDistinct || only.Length == 1))
            return only;

        var latest = new Dictionary<string, T>(_count);
        foreach (var change in _batches.SelectMany(batch => batch))
            latest[key(change)] = change;

        return [.. latest.Values];
    }
}
