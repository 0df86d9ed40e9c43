using RefillRadar.Grains.Stock.CatchUp;

namespace RefillRadar.Tests.Cluster.Ports;

/// <summary>What the journals of all silos share.</summary>
internal sealed class JournalTable
{
    private readonly List<(int Partition, JournalEntry Entry)> _entries = [];

    /// <summary>Called before an entry is appended; what it throws, the journal throws.</summary>
    public Action<JournalEntry>? Appending { get; set; }

    public int Count
    {
        get
        {
            lock (_entries)
                return _entries.Count;
        }
    }

    public void Append(int partition, JournalEntry entry)
    {
        Appending?.Invoke(entry);
        lock (_entries)
            _entries.Add((partition, entry with { Changes = [.. entry.Changes] }));
    }

    public void Truncate(int partition, DateTimeOffset before)
    {
        lock (_entries)
            _entries.RemoveAll(row => row.Partition == partition && row.Entry.TakenAt < before);
    }

    public JournalEntry[] Since(DateTimeOffset since)
    {
        lock (_entries)
            return [.. _entries.Select(row => row.Entry).Where(entry => entry.TakenAt >= since)];
    }
}
