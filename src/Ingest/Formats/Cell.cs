using System.Runtime.CompilerServices;
using System.Text.Json;

namespace RefillRadar.Ingest.Formats;

/// <summary>A JSON value as it came: its kind and its text, unescaped. <see cref="JsonTokenType.None"/> when it is missing.</summary>
internal readonly ref struct Cell(JsonTokenType kind, ReadOnlySpan<byte> text)
{
    public readonly ReadOnlySpan<byte> Text = text;
    public readonly JsonTokenType Kind = kind;

    public bool IsMissing => Kind == JsonTokenType.None;

    public bool IsNull => Kind == JsonTokenType.Null;

    public bool IsString => Kind == JsonTokenType.String;

    public bool IsNumber => Kind == JsonTokenType.Number;

    /// <summary>Takes the value the reader stands on; steps over objects and arrays. Their text, and that of null, is empty.</summary>
    /// <exception cref="InvalidOperationException">An escaped text holds a lone surrogate or invalid UTF-8.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Cell Take(scoped ref Utf8JsonReader reader)
    {
        var kind = reader.TokenType;
        if (kind is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            reader.Skip();
            return new Cell(kind, default);
        }

        return new Cell(kind, kind == JsonTokenType.Null ? default : TextOf(ref reader));
    }

    /// <summary>The unescaped text of the name or value the reader stands on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReadOnlySpan<byte> TextOf(scoped ref Utf8JsonReader reader) =>
        reader.ValueIsEscaped ? Unescape(ref reader) : reader.ValueSpan;

    /// <summary>Steps over the value the reader stands on. Most are single tokens, and then there is nothing to call.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Leave(scoped ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            reader.Skip();
    }

    private static ReadOnlySpan<byte> Unescape(scoped ref Utf8JsonReader reader)
    {
        var text = new byte[reader.ValueSpan.Length];
        return text.AsSpan(0, reader.CopyString(text));
    }
}
