using System.Text;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Quarantine;
using RefillRadar.Grains.Stock.Intake;
using RefillRadar.Grains.Stock.Order;
using RefillRadar.Ingest.Formats;

namespace RefillRadar.Silo.Ingest;

/// <summary>What one delivery holds, divided by partition. Reused: the parser writes into it, the door reads from it.</summary>
internal sealed class Delivery(StockKeyCache keys) : IRecordSink
{
    /// <summary>Largest record kept in quarantine, bytes.</summary>
    private const int MaxKept = 256 * 1024;

    private byte[] _sourceBytes = [];
    private string _source = "";

    /// <summary>Changes of each partition, in the order they came.</summary>
    public Part[] Parts { get; } = [.. Enumerable.Range(0, StockPartitions.Count).Select(_ => new Part())];

    /// <summary>What could not be read.</summary>
    public List<QuarantinedRecord> Rejected { get; } = [];

    /// <summary>Indexes of <see cref="Rejected"/> in the delivery.</summary>
    public List<int> RejectedIndexes { get; } = [];

    /// <summary>Records that carry no stock.</summary>
    public int Ignored { get; private set; }

    /// <summary>UTC ticks of the newest commit; 0 when none is known.</summary>
    public long NewestCommit { get; private set; }

    /// <summary>When the delivery came.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>The door: <c>kinesis</c> or <c>records</c>.</summary>
    public string Format { get; private set; } = "";

    /// <summary>Orders records that carry no place of their own; null when nothing was said.</summary>
    public LinePosition? Position { get; private set; }

    public void Start(string format, DateTimeOffset at, LinePosition? position = null)
    {
        foreach (var part in Parts)
            part.Clear();
        Rejected.Clear();
        RejectedIndexes.Clear();
        (Ignored, NewestCommit, At, Format, Position) = (0, 0, at, format, position);
    }

    public void Change(in ChangeRecord change)
    {
        var (key, partition) = keys.Get(change.ProductId, change.Warehouse);
        var mark = change.Mark;
        if (!SequenceNumber.TryParse(change.Sequence, out var sequence) && Position is { } position)
            sequence = position.Of(change.Index);
        Parts[partition].Add(
            new StockChange(
                key,
                (StockOperation)change.Operation,
                change.Quantity,
                new Position(SourceOf(change.Source), new CommitMark(mark.CommitTicks, mark.Offset, mark.File, mark.Step, mark.Record), sequence),
                change.CommittedTicks),
            change.Index);
        NewestCommit = Math.Max(NewestCommit, change.CommittedTicks);
    }

    void IRecordSink.Rejected(in RejectedRecord record)
    {
        var source = SourceOf(record.Source);
        var position = record.Sequence.IsEmpty ? Position?.Of(record.Index).ToString() : Encoding.UTF8.GetString(record.Sequence);
        var raw = record.Raw.Length > MaxKept ? record.Raw[..MaxKept] : record.Raw;
        Rejected.Add(new QuarantinedRecord(
            QuarantineId.Of(source, position, raw), At, source, position, Format, record.Reason, raw.ToArray()));
        RejectedIndexes.Add(record.Index);
    }

    void IRecordSink.Ignored(int index, IgnoredReason reason) => Ignored++;

    /// <summary>All changes in the order of their records.</summary>
    public IEnumerable<StockChange> InOrder() => Parts.SelectMany(part => part.Numbered()).OrderBy(pair => pair.Index).Select(pair => pair.Change);

    // One source a delivery, nearly always.
    private string SourceOf(ReadOnlySpan<byte> source)
    {
        if (source.IsEmpty)
            return Format;
        if (!source.SequenceEqual(_sourceBytes))
            (_sourceBytes, _source) = (source.ToArray(), Encoding.UTF8.GetString(source));
        return _source;
    }

    /// <summary>The changes of one partition and where they stand in the delivery.</summary>
    internal sealed class Part
    {
        private StockChange[] _changes = new StockChange[64];
        private int[] _indexes = new int[64];

        public int Count { get; private set; }

        public void Add(in StockChange change, int index)
        {
            if (Count == _changes.Length)
            {
                Array.Resize(ref _changes, Count * 2);
                Array.Resize(ref _indexes, Count * 2);
            }

            _changes[Count] = change;
            _indexes[Count++] = index;
        }

        public void Clear() => Count = 0;

        /// <summary>The changes where they lie: they have to stay until the partition has answered.</summary>
        public StockBatch ToBatch() => new(_changes.AsMemory(0, Count));

        public int IndexOf(int change) => _indexes[change];

        public IEnumerable<int> Indexes => _indexes.Take(Count);

        public IEnumerable<(StockChange Change, int Index)> Numbered() => _changes.Zip(_indexes).Take(Count);
    }
}
