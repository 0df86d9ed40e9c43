using System.Text.Json;

namespace RefillRadar.Ingest.Formats.Envelope;

/// <summary>Finds where JSON documents start and end: the elements of an array at the start of a text that may go on after it.</summary>
internal ref struct JsonDocuments(ReadOnlySpan<byte> text)
{
    // One more level than a record may have, for the array.
    private static readonly JsonReaderOptions Options = new() { AllowMultipleValues = true, MaxDepth = 65 };

    private Utf8JsonReader _reader = new(text, Options);

    public int Start { get; private set; }

    /// <summary>End of the element; after the last one, end of the array or of what could be read of it.</summary>
    public int End { get; private set; }

    /// <summary>Why the array could not be read to its end.</summary>
    public string? Error { get; private set; }

    public bool MoveNext()
    {
        try
        {
            if (_reader.TokenType == JsonTokenType.None)
                _reader.Read();
            End = (int)_reader.BytesConsumed;
            _reader.Read();
            Start = (int)_reader.TokenStartIndex;
            var isElement = _reader.TokenType != JsonTokenType.EndArray;
            _reader.Skip();
            End = (int)_reader.BytesConsumed;
            return isElement;
        }
        catch (JsonException e)
        {
            Error = $"The array is not JSON from here on: {Reason.Clean(e.Message, longest: 160)}";
            return false;
        }
    }

    /// <summary>Whether the text starts with an array of records rather than with a broken line.</summary>
    public static bool StartsArray(ReadOnlySpan<byte> text) =>
        text[0] == '[' && text[1..].TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)']' or (byte)'n', ..];

    /// <summary>Whether a text is an array of records.</summary>
    public static bool IsArray(ReadOnlySpan<byte> text) =>
        text.TrimStart(" \t\r\n"u8) is [(byte)'[', ..] array && StartsArray(array);

    /// <summary>Whether a text begins with an object behind which, or on whose next line, another one begins.</summary>
    public static bool AreSeveral(ReadOnlySpan<byte> text)
    {
        text = text.TrimStart(" \t\r\n"u8);
        return !text.IsEmpty && LengthOfObject(text) is > 0 and var length && text[length..].TrimStart(", \t\r\n"u8) is [(byte)'{', ..];
    }

    /// <summary>Length of the JSON object that the text starts with; 0 when it does not.</summary>
    public static int LengthOfObject(ReadOnlySpan<byte> text)
    {
        if (text[0] != '{')
            return 0;
        var reader = new Utf8JsonReader(text, Options);
        try
        {
            reader.Read();
            reader.Skip();
            return (int)reader.BytesConsumed;
        }
        catch (JsonException)
        {
            return 0;
        }
    }
}
