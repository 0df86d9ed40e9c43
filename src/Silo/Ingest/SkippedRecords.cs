using RefillRadar.Ingest.Formats;

namespace RefillRadar.Silo.Ingest;

/// <summary>How many records of a batch were skipped, and why.</summary>
internal sealed class SkippedRecords
{
    private const int MostTables = 10;
    private readonly SortedDictionary<string, int> _by = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _tables = new(StringComparer.Ordinal);

    /// <summary>All of them.</summary>
    public int Count { get; private set; }

    /// <summary>
    /// By reason: <c>duplicate</c> and <c>older</c> were seen before; <c>control</c>, <c>otherTable</c>, <c>tombstone</c> and <c>truncate</c> carry no stock;
    /// <c>superseded</c> are documents that a later one of the same Kinesis record replaces.
    /// </summary>
    public IReadOnlyDictionary<string, int> By => _by;

    /// <summary>The first ten tables that records named which are not the mapped one.</summary>
    public IReadOnlyCollection<string> Tables => _tables;

    /// <summary>The last record that said that the mapped table was emptied, dropped or renamed; null for none.</summary>
    public EmptiedTable? Emptied { get; private set; }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        Emptied = null;
        _by.Clear();
        _tables.Clear();
        Count = 0;
    }

    /// <summary>Adds records that a partition has skipped.</summary>
    public void Add(int duplicates, int older)
    {
        Add("duplicate", duplicates);
        Add("older", older);
    }

    /// <summary>Adds a document that a later one of the same record replaces.</summary>
    public void AddSuperseded() => Add("superseded", 1);

    /// <summary>Adds a record that carries no stock.</summary>
    public void Add(in IgnoredRecord record)
    {
        Add(NameOf(record.Reason), 1);
        if (record.Reason == IgnoredReason.Truncated)
            Emptied = new EmptiedTable(record.ToTableName(), record.CommittedTicks, record.Index);
        if (record.Reason == IgnoredReason.OtherTable && _tables.Count < MostTables)
            _tables.Add(record.ToTableName());
    }

    private static string NameOf(IgnoredReason reason) => reason switch
    {
        IgnoredReason.OtherTable => "otherTable",
        IgnoredReason.Tombstone => "tombstone",
        IgnoredReason.Truncated => "truncate",
        _ => "control",
    };

    private void Add(string reason, int count)
    {
        if (count == 0)
            return;
        _by[reason] = _by.GetValueOrDefault(reason) + count;
        Count += count;
    }
}
