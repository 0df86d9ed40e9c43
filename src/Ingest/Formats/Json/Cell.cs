using System.Runtime.CompilerServices;
using System.Text.Json;

namespace RefillRadar.Ingest.Formats.Json;

/// <summary>A JSON value as it came: its kind and its text, unescaped. <see cref="JsonTokenType.None"/> when it is missing.</summary>
internal readonly ref struct Cell(JsonTokenType kind, ReadOnlySpan<byte> text)
{
    public readonly ReadOnlySpan<byte> Text = text;
    public readonly JsonTokenType Kind = kind;

    public bool IsMissing => Kind == JsonTokenType.None;

    public bool IsNull => Kind == JsonTokenType.Null;

    public bool IsString => Kind == JsonTokenType.String;

    public bool IsNumber => Kind == JsonTokenType.Number;

    /// <summary>Takes the value the walk stands on; steps over objects and arrays. Their text, and that of null, is empty.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Cell Take<TTokens>(scoped ref TTokens tokens)
        where TTokens : IJsonTokens, allows ref struct
    {
        var kind = tokens.Kind;
        if (kind is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            tokens.Skip();
            return new Cell(kind, default);
        }

        return new Cell(kind, kind == JsonTokenType.Null ? default : tokens.Text);
    }
}
