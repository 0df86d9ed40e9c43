namespace RefillRadar.Grains.Stock.Partition;

/// <summary>Counts of one activation, in memory alone.</summary>
internal sealed class PartitionTally(TimeProvider time)
{
    private PartitionCounts _counts = new(time.GetUtcNow(), 0, 0, 0, null, null);

    public PartitionCounts Read() => _counts;

    public void Applied(int skipped, int failed) =>
        _counts = _counts with { Skipped = _counts.Skipped + skipped, Failed = _counts.Failed + failed };

    public void Asked(int calls) => _counts = _counts with { Asked = _counts.Asked + calls };

    public void Error(string what) => _counts = _counts with { LastError = what, LastErrorAt = time.GetUtcNow() };
}
