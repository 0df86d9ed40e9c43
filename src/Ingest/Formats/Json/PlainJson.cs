using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace RefillRadar.Ingest.Formats.Json;

/// <summary>
/// A walk through the JSON that replication tools write: objects of strings without escapes, plain numbers and literals. Every
/// byte is checked; whatever else comes ends the walk, <see cref="Failed"/> is set, and <see cref="AnyJson"/> has to start anew.
/// It only knows less than that does, never something else.
/// </summary>
internal ref struct PlainJson(ReadOnlySpan<byte> text) : IJsonTokens
{
    private const int DeepestObject = 8;
    private static readonly SearchValues<byte> EndOfPlainText = SearchValues.Create([(byte)'"', (byte)'\\', .. Enumerable.Range(0, 32).Select(code => (byte)code)]);

    private readonly ReadOnlySpan<byte> _text = text;
    private int _at;
    private int _depth;
    private bool _justOpened;

    /// <summary>The walk met something that is not plain.</summary>
    public bool Failed { get; private set; }

    public JsonTokenType Kind { get; private set; }

    public ReadOnlySpan<byte> Text { get; private set; }

    /// <summary>Stands on the value that comes next; false when it is not plain.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadValue()
    {
        switch (Next())
        {
            case (byte)'"':
                Kind = JsonTokenType.String;
                Text = TakeString();
                break;
            case (byte)'{':
                Kind = JsonTokenType.StartObject;
                _at++;
                _justOpened = true;
                Failed |= ++_depth > DeepestObject;
                break;
            case (byte)'t':
                TakeLiteral("true"u8, JsonTokenType.True);
                break;
            case (byte)'f':
                TakeLiteral("false"u8, JsonTokenType.False);
                break;
            case (byte)'n':
                TakeLiteral("null"u8, JsonTokenType.Null);
                break;
            default:
                TakeNumber();
                break;
        }

        return !Failed;
    }

    public bool NextProperty(out ReadOnlySpan<byte> name)
    {
        name = default;
        if (Failed)
            return false;
        if (TryTake((byte)'}'))
        {
            _justOpened = false;
            _depth--;
            return false;
        }

        Failed = !(_justOpened || TryTake((byte)',')) || Next() != '"';
        _justOpened = false;
        if (Failed)
            return false;
        name = TakeString();
        Failed |= !TryTake((byte)':');
        return !Failed && ReadValue();
    }

    // Arrays are not plain.
    public bool NextElement()
    {
        Failed = true;
        return false;
    }

    public void Skip()
    {
        if (Kind != JsonTokenType.StartObject)
            return;
        while (NextProperty(out _))
            Skip();
    }

    public readonly ReadOnlySpan<byte> Rest => _text[_at..];

    public bool TryLeave(ReadOnlySpan<byte> ending)
    {
        if (ending.IsEmpty || !Rest.StartsWith(ending))
            return false;
        _at += ending.Length;
        _depth--;
        return true;
    }

    /// <summary>Takes this byte, and blanks before it, if it comes next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryTake(byte expected)
    {
        if (Next() != expected)
            return false;
        _at++;
        return true;
    }

    /// <summary>Takes these bytes, and blanks before them, if they come next.</summary>
    public bool TryTake(ReadOnlySpan<byte> expected)
    {
        Next();
        if (!_text[_at..].StartsWith(expected))
            return false;
        _at += expected.Length;
        return true;
    }

    /// <summary>Nothing but blanks is left.</summary>
    public bool IsAtEnd => Next() == 0 && _at == _text.Length;

    // The next byte that is not blank; 0 at the end, where no plain text has one.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private byte Next()
    {
        while ((uint)_at < (uint)_text.Length)
        {
            var next = _text[_at];
            if (next is not ((byte)' ' or (byte)'\n' or (byte)'\t' or (byte)'\r'))
                return next;
            _at++;
        }

        return 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ReadOnlySpan<byte> TakeString()
    {
        var rest = _text[(_at + 1)..];
        var length = rest.IndexOfAny(EndOfPlainText);
        if (length < 0 || rest[length] != '"')
        {
            Failed = true;
            return default;
        }

        _at += length + 2;
        return rest[..length];
    }

    private void TakeLiteral(ReadOnlySpan<byte> literal, JsonTokenType kind)
    {
        Failed |= !_text[_at..].StartsWith(literal);
        Kind = kind;
        Text = literal;
        _at += Failed ? 0 : literal.Length;
    }

    private void TakeNumber()
    {
        var rest = _text[_at..];
        var start = rest is [(byte)'-', ..] ? 1 : 0;
        var length = AfterDigits(rest, start);
        Failed |= length == start || (rest[start] == '0' && length > start + 1);
        if (length < rest.Length && rest[length] == '.')
        {
            var fraction = length + 1;
            length = AfterDigits(rest, fraction);
            Failed |= length == fraction;
        }

        // What ends a number: an exponent does not, and is not plain.
        Failed |= length >= rest.Length || rest[length] is not ((byte)',' or (byte)'}' or (byte)' ' or (byte)'\n' or (byte)'\t' or (byte)'\r');
        Kind = JsonTokenType.Number;
        Text = rest[..length];
        _at += length;
    }

    private static int AfterDigits(ReadOnlySpan<byte> text, int at)
    {
        while ((uint)at < (uint)text.Length && (uint)(text[at] - '0') <= 9)
            at++;
        return at;
    }
}
