namespace RefillRadar.Ingest.Formats.Envelope;

/// <summary>
/// Reads records without an envelope: JSON lines, JSON documents one after the other, or one JSON array. Safe for use by
/// several threads at once.
/// </summary>
public sealed class RecordLinesReader(ColumnMapping columns) : IRecordReader
{
    private readonly RecordParser _parser = new(columns);

    /// <summary>
    /// Gives every record of the body to the sink, in order, and returns how many there were. A line that cannot be read is
    /// rejected and the rest goes on. Blank lines, a byte order mark and a comma at the end of a line do not matter.
    /// </summary>
    public int Read<TSink>(ReadOnlySpan<byte> body, ref TSink sink)
        where TSink : IRecordSink, allows ref struct
    {
        var index = 0;
        var rest = body.StartsWith(RecordParser.ByteOrderMark) ? body[3..] : body;
        while (!(rest = rest.TrimStart(" \t\r\n"u8)).IsEmpty)
            rest = JsonDocuments.StartsArray(rest) ? ReadArray(rest, ref index, ref sink) : ReadLine(rest, ref index, ref sink);
        return index;
    }

    /// <summary>Reads the next line, or the document that starts on it; returns what follows.</summary>
    private ReadOnlySpan<byte> ReadLine<TSink>(ReadOnlySpan<byte> rest, scoped ref int index, scoped ref TSink sink)
        where TSink : IRecordSink, allows ref struct
    {
        var place = new RecordPlace { Index = index++ };
        var end = EndOfLine(rest);
        var line = rest[..end].TrimEnd(", \t\r"u8);
        if (_parser.TryParse(line, place, ref sink, out var error))
            return rest[end..];

        var length = JsonDocuments.LengthOfObject(rest);
        if (length > end || (length > 0 && line[length..].TrimStart(" \t\r"u8) is [(byte)'{', ..]))
        {
            _parser.Parse(rest[..length], place, ref sink);
            return rest[length..];
        }

        sink.Rejected(place.Reject(error, rest[..end].TrimEnd(" \t\r"u8)));
        return rest[end..];
    }

    /// <summary>Reads the elements of an array; where it breaks, the rest of that line is rejected. Returns what follows.</summary>
    private ReadOnlySpan<byte> ReadArray<TSink>(ReadOnlySpan<byte> rest, scoped ref int index, scoped ref TSink sink)
        where TSink : IRecordSink, allows ref struct
    {
        var elements = new JsonDocuments(rest);
        while (elements.MoveNext())
            _parser.Parse(rest[elements.Start..elements.End], new RecordPlace { Index = index++ }, ref sink);
        if (elements.Error is not { } error)
            return rest[elements.End..];
        var broken = rest[elements.End..].TrimStart(", \t\r\n"u8);
        var end = EndOfLine(broken);
        sink.Rejected(new RecordPlace { Index = index++ }.Reject(error, broken[..end]));
        return broken[end..];
    }

    private static int EndOfLine(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf((byte)'\n');
        return end < 0 ? text.Length : end;
    }
}
