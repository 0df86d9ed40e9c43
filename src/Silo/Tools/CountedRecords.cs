using RefillRadar.Ingest.Formats;
using RefillRadar.Silo.Commands;

namespace RefillRadar.Silo.Tools;

/// <summary>Passes records on and shows how many there were.</summary>
internal sealed class CountedRecords(IRecordSink sink, ProgressLine progress) : IRecordSink
{
    private int _count;

    public void Change(in ChangeRecord change)
    {
        Count();
        sink.Change(change);
    }

    public void Rejected(in RejectedRecord record)
    {
        Count();
        sink.Rejected(record);
    }

    public void Ignored(in IgnoredRecord record)
    {
        Count();
        sink.Ignored(record);
    }

    private void Count() => progress.Report("Reading records:", ++_count);
}
