using System.Buffers.Text;

namespace RefillRadar.Ingest.Formats.Json;

/// <summary>Numbers as JSON writes them, handled exactly as text.</summary>
internal static class NumberText
{
    /// <summary>Whether the text is a number by JSON's grammar, RFC 8259 section 6.</summary>
    public static bool IsNumber(ReadOnlySpan<byte> text)
    {
        if (text is [(byte)'-', ..])
            text = text[1..];
        var digits = CountDigits(text);
        if (digits == 0 || (digits > 1 && text[0] == '0'))
            return false;
        text = text[digits..];
        if (text is [(byte)'.', ..])
        {
            digits = CountDigits(text[1..]);
            if (digits == 0)
                return false;
            text = text[(digits + 1)..];
        }

        if (text.IsEmpty)
            return true;
        if (text[0] is not ((byte)'e' or (byte)'E'))
            return false;
        text = text[1..];
        if (text is [(byte)'+' or (byte)'-', ..])
            text = text[1..];
        return !text.IsEmpty && CountDigits(text) == text.Length;
    }

    /// <summary>
    /// The number without exponent, trailing fraction zeros or negative zero: <c>-12.50</c> is <c>-12.5</c>, <c>1.2e1</c> is
    /// <c>12</c>. Empty when that is longer than <paramref name="longest"/>.
    /// </summary>
    public static ReadOnlySpan<byte> WriteOut(ReadOnlySpan<byte> number, int longest)
    {
        var isNegative = number[0] == '-';
        var mantissa = isNegative ? number[1..] : number;
        var point = 0L;
        var e = mantissa.IndexOfAny((byte)'e', (byte)'E');
        if (e >= 0)
        {
            point = ExponentOf(mantissa[(e + 1)..]);
            mantissa = mantissa[..e];
        }

        var dot = mantissa.IndexOf((byte)'.');
        var digits = dot < 0 ? mantissa : (ReadOnlySpan<byte>)[.. mantissa[..dot], .. mantissa[(dot + 1)..]];
        point += dot < 0 ? digits.Length : dot;
        var trimmed = digits.TrimStart((byte)'0');
        point -= digits.Length - trimmed.Length;
        trimmed = trimmed.TrimEnd((byte)'0');
        if (trimmed.IsEmpty)
            return "0"u8;
        return Assemble(isNegative, trimmed, point, longest);
    }

    /// <summary>Writes 0.digits × 10^point.</summary>
    private static ReadOnlySpan<byte> Assemble(bool isNegative, scoped ReadOnlySpan<byte> digits, long point, int longest)
    {
        var whole = Math.Max(point, 1);
        var fraction = Math.Max(digits.Length - point, 0);
        var length = (isNegative ? 1 : 0) + whole + (fraction == 0 ? 0 : fraction + 1);
        if (length > longest)
            return default;
        var text = new byte[length];
        text.AsSpan().Fill((byte)'0');
        var at = 0;
        if (isNegative)
            text[at++] = (byte)'-';
        for (var i = 0; i < digits.Length; i++)
        {
            // Digits before the point stand at i - point from it; those after it one further for the point itself.
            var place = whole - point + i;
            text[at + place + (i >= point ? 1 : 0)] = digits[i];
        }

        if (fraction > 0)
            text[at + whole] = (byte)'.';
        return text;
    }

    /// <summary>The exponent, far outside any length where it does not fit.</summary>
    private static long ExponentOf(ReadOnlySpan<byte> text)
    {
        var isNegative = text[0] == '-';
        if (text[0] is (byte)'+' or (byte)'-')
            text = text[1..];
        text = text.TrimStart((byte)'0');
        if (text.IsEmpty)
            return 0;
        var value = text.Length <= 9 && Utf8Parser.TryParse(text, out int small, out _) ? small : 4_000_000_000L;
        return isNegative ? -value : value;
    }

    private static int CountDigits(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return end < 0 ? text.Length : end;
    }
}
