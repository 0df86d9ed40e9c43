using RefillRadar.Ingest.Formats;

namespace RefillRadar.Bench.Parsing;

/// <summary>Touches what a silo would use, so that nothing is optimized away.</summary>
internal struct CountingSink : IRecordSink
{
    public long Changes;
    public long Others;
    public decimal Sum;

    public void Change(in ChangeRecord change)
    {
        Changes++;
        Sum += change.Quantity ?? 0;
        Others += change.ProductId.Length + change.Sequence.Length + (long)change.Place.Offset == 0 ? 1 : 0;
    }

    public void Rejected(in RejectedRecord record) => Others++;

    public void Ignored(in IgnoredRecord record) => Others++;
}
