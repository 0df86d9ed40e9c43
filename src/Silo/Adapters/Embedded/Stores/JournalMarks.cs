namespace RefillRadar.Silo.Adapters.Embedded.Stores;

/// <summary>
/// Up to when every partition's snapshot holds what is in the journal. A partition that has nothing newer holds nobody up; after a
/// start each counts as behind until its first snapshot. Not safe for use by several threads.
/// </summary>
internal sealed class JournalMarks(int partitions)
{
    private readonly long[] _safe = new long[partitions];
    private readonly long[] _latest = [.. Enumerable.Repeat(long.MaxValue, partitions)];
    private readonly bool[] _known = new bool[partitions];

    /// <summary>An entry of a partition was appended at a time, UTC ticks.</summary>
    public void Appended(int partition, long ticks)
    {
        if (_known[partition])
            _latest[partition] = Math.Max(_latest[partition], ticks);
    }

    /// <summary>The snapshot of a partition holds its entries from before a time. Returns the time before which no entry is needed any more.</summary>
    public long Truncated(int partition, long ticks)
    {
        _safe[partition] = ticks;
        if (!_known[partition] || _latest[partition] < ticks)
            (_known[partition], _latest[partition]) = (true, 0);
        var needed = long.MaxValue;
        for (var other = 0; other < _safe.Length; other++)
        {
            if (!_known[other] || _latest[other] >= _safe[other])
                needed = Math.Min(needed, _safe[other]);
        }

        return needed == long.MaxValue ? _safe.Max() : needed;
    }
}
