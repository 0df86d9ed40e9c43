namespace RefillRadar.Ingest.Formats.Envelope;

/// <summary>Reads JSON lines, JSON documents one after the other, or one JSON array.</summary>
internal sealed class DocumentsReader(RecordParser parser)
{
    /// <summary>Gives the sink every document, in order. A line that cannot be read is rejected, and the rest goes on.</summary>
    /// <param name="text">The documents.</param>
    /// <param name="places">Counts the records, or stays with the one that holds all documents.</param>
    /// <param name="sink">The sink.</param>
    public void Read<TSink>(ReadOnlySpan<byte> text, ref RecordPlaces places, ref TSink sink)
        where TSink : IRecordSink, allows ref struct
    {
        var rest = text.StartsWith(RecordParser.ByteOrderMark) ? text[3..] : text;
        while (!(rest = rest.TrimStart(" \t\r\n"u8)).IsEmpty)
            rest = JsonDocuments.StartsArray(rest) ? ReadArray(rest, ref places, ref sink) : ReadLine(rest, ref places, ref sink);
    }

    /// <summary>Reads the next line, or the document that starts on it; returns what follows.</summary>
    private ReadOnlySpan<byte> ReadLine<TSink>(ReadOnlySpan<byte> rest, scoped ref RecordPlaces places, scoped ref TSink sink)
        where TSink : IRecordSink, allows ref struct
    {
        var place = places.Next();
        var end = EndOfLine(rest);
        var line = rest[..end].TrimEnd(", \t\r"u8);
        if (parser.TryParse(line, place, ref sink, out var error, out _))
            return rest[end..];

        var length = JsonDocuments.LengthOfObject(rest);
        if (length > end || (length > 0 && line[length..].TrimStart(" \t\r"u8) is [(byte)'{', ..]))
        {
            parser.Parse(rest[..length], place, ref sink);
            return rest[length..];
        }

        sink.Rejected(place.Reject(error, rest[..end].TrimEnd(" \t\r"u8)));
        return rest[end..];
    }

    /// <summary>Reads the elements of an array; where it breaks, the rest of that line is rejected. Returns what follows.</summary>
    private ReadOnlySpan<byte> ReadArray<TSink>(ReadOnlySpan<byte> rest, scoped ref RecordPlaces places, scoped ref TSink sink)
        where TSink : IRecordSink, allows ref struct
    {
        var elements = new JsonDocuments(rest);
        while (elements.MoveNext())
            parser.Parse(rest[elements.Start..elements.End], places.Next(), ref sink);
        if (elements.Error is not { } error)
            return rest[elements.End..];
        var broken = rest[elements.End..].TrimStart(", \t\r\n"u8);
        var end = EndOfLine(broken);
        sink.Rejected(places.Next().Reject(error, broken[..end]));
        return broken[end..];
    }

    private static int EndOfLine(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf((byte)'\n');
        return end < 0 ? text.Length : end;
    }
}
