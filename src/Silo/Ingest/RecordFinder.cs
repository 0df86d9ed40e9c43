using System.Text;
using RefillRadar.Grains.Stock.Intake;
using RefillRadar.Ingest.Formats;

namespace RefillRadar.Silo.Ingest;

/// <summary>Reads a body once more for some of its records: what is rarely asked for is not kept of every record.</summary>
internal sealed class RecordFinder(IReadOnlyCollection<int> indexes, Action<ChangeRecord>? found = null) : IRecordSink
{
    private readonly HashSet<int> _wanted = [.. indexes];

    /// <summary>Sequence numbers of the records, as text.</summary>
    public List<string> Numbers { get; } = [];

    public void Change(in ChangeRecord change)
    {
        if (!_wanted.Contains(change.Index))
            return;
        found?.Invoke(change);
        Note(change.Index, change.Sequence);
    }

    public void Rejected(in RejectedRecord record) => Note(record.Index, record.Sequence);

    public void Ignored(in IgnoredRecord record)
    {
    }

    private void Note(int index, ReadOnlySpan<byte> sequence)
    {
        if (_wanted.Remove(index))
            Numbers.Add(Encoding.UTF8.GetString(sequence));
    }
}
