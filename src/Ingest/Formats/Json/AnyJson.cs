using System.Text.Json;

namespace RefillRadar.Ingest.Formats.Json;

/// <summary>A walk through any JSON there is. Throws <see cref="JsonException"/> for what is not.</summary>
internal ref struct AnyJson(ReadOnlySpan<byte> text) : IJsonTokens
{
    public static readonly JsonReaderOptions Options = new() { MaxDepth = 64 };

    private Utf8JsonReader _reader = new(text, Options);

    public readonly JsonTokenType Kind => _reader.TokenType;

    /// <exception cref="InvalidOperationException">An escaped text holds a lone surrogate or invalid UTF-8.</exception>
    public readonly ReadOnlySpan<byte> Text => _reader.ValueIsEscaped ? Unescape() : _reader.ValueSpan;

    /// <summary>Goes to the next token; false at the end of the document. Throws when anything follows it.</summary>
    public bool Read() => _reader.Read();

    public bool NextProperty(out ReadOnlySpan<byte> name)
    {
        name = default;
        if (!_reader.Read() || _reader.TokenType != JsonTokenType.PropertyName)
            return false;
        name = Text;
        _reader.Read();
        return true;
    }

    public bool NextElement() => _reader.Read() && _reader.TokenType != JsonTokenType.EndArray;

    public void Skip()
    {
        if (_reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            _reader.Skip();
    }

    public readonly ReadOnlySpan<byte> Rest => default;

    public readonly bool TryLeave(ReadOnlySpan<byte> ending) => false;

    private readonly ReadOnlySpan<byte> Unescape()
    {
        var text = new byte[_reader.ValueSpan.Length];
        return text.AsSpan(0, _reader.CopyString(text));
    }
}
