using System.Text;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Quarantine;
using RefillRadar.Grains.Stock.Order;
using RefillRadar.Ingest.Formats;

namespace RefillRadar.Silo.Ingest;

/// <summary>What one request holds, divided by partition. Used again: the parser writes into it, the ingest reads from it.</summary>
internal sealed class IncomingBatch(StockKeyCache keys) : IRecordSink
{
    /// <summary>Largest record kept in quarantine, bytes.</summary>
    private const int MaxKept = 256 * 1024;

    private const int MaxSources = 16;
    private readonly List<ChangeSource> _sources = [];
    private ChangeSource? _source;

    /// <summary>Changes of each partition, in the order they came.</summary>
    public IncomingPart[] Parts { get; } = [.. Enumerable.Range(0, StockPartitions.Count).Select(_ => new IncomingPart())];

    /// <summary>What could not be read.</summary>
    public List<QuarantinedRecord> Rejected { get; } = [];

    /// <summary>Indexes of <see cref="Rejected"/> in the batch.</summary>
    public List<int> RejectedIndexes { get; } = [];

    /// <summary>Streams that its changes came by.</summary>
    public HashSet<string> Streams { get; } = new(StringComparer.Ordinal);

    /// <summary>Records that are no news.</summary>
    public SkippedRecords Skipped { get; } = new();

    /// <summary>UTC ticks of the newest commit; 0 when none is known.</summary>
    public long NewestCommit { get; private set; }

    /// <summary>When the batch came.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>The endpoint: <c>kinesis</c> or <c>records</c>.</summary>
    public string Format { get; private set; } = "";

    /// <summary>Orders records that carry no place of their own; null when nothing was said.</summary>
    public LinePosition? Position { get; private set; }

    /// <summary>Whether the names of its sources are our own. Those that others send cannot be taken for them.</summary>
    public bool IsOwn { get; private set; }

    /// <summary>Room for changes that it holds on to.</summary>
    public int Capacity => Parts.Sum(part => part.Capacity) + Rejected.Capacity;

    public void Start(string format, DateTimeOffset at, LinePosition? position = null, bool isOwn = false)
    {
        foreach (var part in Parts)
            part.Clear();
        Rejected.Clear();
        RejectedIndexes.Clear();
        Streams.Clear();
        if (IsOwn != isOwn || Format != format)
            _sources.Clear();
        Skipped.Clear();
        (NewestCommit, At, Format, Position, IsOwn) = (0, at, format, position, isOwn);
        _source = null;
    }

    public void Change(in ChangeRecord change)
    {
        if (_source is null || !_source.IsOf(change))
        {
            _source = SourceOf(change);
            Streams.Add(_source.Stream);
        }

        var (key, partition) = keys.Get(change.ProductId, change.Warehouse);
        var isPlaced = change.Place.IsPresent;
        var isNew = Parts[partition].Add(
            new StockChange(
                key, (StockOperation)change.Operation, change.Quantity, PositionOf(change, _source), change.CommittedTicks,
                isPlaced && change.HasEventTime, isPlaced ? _source.Identity : null),
            change.Index);
        if (!isNew)
            Skipped.AddSuperseded();
        NewestCommit = Math.Max(NewestCommit, change.CommittedTicks);
    }

    void IRecordSink.Rejected(in RejectedRecord record) => Reject(record.Index, record.Source, record.Sequence, record.Raw, record.Reason);

    void IRecordSink.Ignored(in IgnoredRecord record) => Skipped.Add(record);

    /// <summary>Puts a record aside.</summary>
    public void Reject(int index, ReadOnlySpan<byte> source, ReadOnlySpan<byte> sequence, ReadOnlySpan<byte> raw, string reason)
    {
        var name = StreamOf(source);
        var position = sequence.IsEmpty ? Position?.Of(index).ToString() : Encoding.UTF8.GetString(sequence);
        var kept = raw.Length > MaxKept ? raw[..MaxKept] : raw;
        Rejected.Add(new QuarantinedRecord(QuarantineId.Of(name, position, kept), At, name, position, Format, reason, kept.ToArray()));
        RejectedIndexes.Add(index);
    }

    /// <summary>All changes in the order of their records.</summary>
    public IEnumerable<StockChange> InOrder() => Parts.SelectMany(part => part.Numbered()).OrderBy(pair => pair.Index).Select(pair => pair.Change);

    private Position PositionOf(in ChangeRecord change, ChangeSource source)
    {
        var place = change.Place;
        if (place.IsPresent)
            return new Position(source.Log, Place.InLog(place.File, place.Offset, place.Step, place.Record));
        if (Place.TryParse(change.Sequence, out var sequence))
            return new Position(source.Stream, sequence);
        return Position is { } line ? new Position(source.Stream, line.Of(change.Index)) : RefillRadar.Grains.Stock.Order.Position.None;
    }

    // One source a batch, nearly always.
    private ChangeSource SourceOf(in ChangeRecord change)
    {
        foreach (var known in _sources)
        {
            if (known.IsOf(change))
                return known;
        }

        if (_sources.Count == MaxSources)
            _sources.Clear();
        var name = StreamOf(change.Source);
        var isKnown = IsOwn || change.Source.IsEmpty || name.StartsWith("arn:", StringComparison.Ordinal);
        var source = new ChangeSource(change, isKnown ? name : $"{Format}:{name}");
        _sources.Add(source);
        return source;
    }

    private string StreamOf(ReadOnlySpan<byte> source) => source.IsEmpty ? Format : Encoding.UTF8.GetString(source);
}
