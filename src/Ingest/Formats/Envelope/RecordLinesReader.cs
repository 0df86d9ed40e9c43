namespace RefillRadar.Ingest.Formats.Envelope;

/// <summary>
/// Reads records without an envelope: JSON lines, JSON documents one after the other, or one JSON array. Safe for use by
/// several threads at once.
/// </summary>
public sealed class RecordLinesReader(ColumnMapping columns) : IRecordReader
{
    private readonly DocumentsReader _documents = new(new RecordParser(columns));

    /// <summary>Whether nothing in a body even begins like a record: a web page, a CSV, compressed or random bytes. False for an empty one.</summary>
    public static bool IsGarbage(ReadOnlySpan<byte> body)
    {
        body = body.StartsWith(RecordParser.ByteOrderMark) ? body[3..] : body;
        var isBlank = true;
        foreach (var range in body.Split((byte)'\n'))
        {
            var line = body[range].Trim(" \t\r"u8);
            if (line is [(byte)'{', ..] || (line is [(byte)'[', ..] && (line.Length == 1 || JsonDocuments.StartsArray(line))) || line.SequenceEqual("null"u8))
                return false;
            isBlank &= line.IsEmpty;
        }

        return !isBlank;
    }

    /// <summary>The beginning of a body, for people.</summary>
    public static string Beginning(ReadOnlySpan<byte> body) => Reason.Quote(body);

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
