using System.Text;
using RefillRadar.Ingest.Formats;

namespace RefillRadar.Silo.Ingest;

/// <summary>Finds the sequence numbers of some records of an event; only failures need them as text.</summary>
internal sealed class SequenceSink(IReadOnlyCollection<int> indexes) : IRecordSink
{
    private readonly HashSet<int> _wanted = [.. indexes];

    public List<string> Numbers { get; } = [];

    public void Change(in ChangeRecord change) => Note(change.Index, change.Sequence);

    public void Rejected(in RejectedRecord record) => Note(record.Index, record.Sequence);

    public void Ignored(int index, IgnoredReason reason)
    {
    }

    private void Note(int index, ReadOnlySpan<byte> sequence)
    {
        if (_wanted.Remove(index))
            Numbers.Add(Encoding.UTF8.GetString(sequence));
    }
}
