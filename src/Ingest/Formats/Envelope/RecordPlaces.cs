namespace RefillRadar.Ingest.Formats.Envelope;

/// <summary>The places of documents that are read one after the other.</summary>
internal ref struct RecordPlaces
{
    private readonly RecordPlace _record;
    private readonly bool _isOne;

    private RecordPlaces(RecordPlace record, bool isOne)
    {
        _record = record;
        _isOne = isOne;
    }

    /// <summary>Each document is a record: they are counted from 0.</summary>
    public static RecordPlaces Counted => new(default, isOne: false);

    /// <summary>Documents given out so far.</summary>
    public int Count { get; private set; }

    /// <summary>All documents are of one record.</summary>
    public static RecordPlaces Of(RecordPlace record) => new(record, isOne: true);

    /// <summary>The place of the next document.</summary>
    public RecordPlace Next()
    {
        var index = Count++;
        return _isOne ? _record : new RecordPlace { Index = index };
    }
}
