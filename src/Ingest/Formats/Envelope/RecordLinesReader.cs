namespace RefillRadar.Ingest.Formats.Envelope;

/// <summary>
/// Reads records without an envelope: JSON lines, JSON documents one after the other, or one JSON array. Safe for use by
/// several threads at once.
/// </summary>
public sealed class RecordLinesReader(ColumnMapping columns) : IRecordReader
{
    private readonly DocumentsReader _documents = new(new RecordParser(columns));

    /// <summary>
    /// Gives every record of the body to the sink, in order, and returns how many there were. A line that cannot be read is
    /// rejected and the rest goes on. Blank lines, a byte order mark and a comma at the end of a line do not matter.
    /// </summary>
    public int Read<TSink>(ReadOnlySpan<byte> body, ref TSink sink)
        where TSink : IRecordSink, allows ref struct
    {
        var places = RecordPlaces.Counted;
        _documents.Read(body, ref places, ref sink);
        return places.Count;
    }
}
