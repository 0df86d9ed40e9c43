using System.Globalization;
using System.Text;
using System.Text.Json;
using RefillRadar.Ingest.Formats.Json;

namespace RefillRadar.Ingest.Formats;

/// <summary>Reads levels.</summary>
internal static class Quantities
{
    /// <summary>Largest level, and the largest shortage: the same limit as the grains' <c>StockQuantity</c>.</summary>
    public const decimal Max = 100_000_000_000_000_000_000m;

    /// <summary>Reads a number or a string that writes one. False with what is wrong, to follow the name of the column.</summary>
    public static bool TryRead(in Cell cell, out decimal quantity, out string? error)
    {
        var text = cell.Text;
        error = null;
        quantity = 0;
        switch (cell.Kind)
        {
            case JsonTokenType.Number or JsonTokenType.String when TryReadShort(text, out quantity):
                return true;
            case JsonTokenType.Number or JsonTokenType.String:
                return TryReadAny(text, out quantity, out error);
            case JsonTokenType.None:
                error = StockRow.Missing;
                return false;
            case JsonTokenType.Null:
                error = "is null";
                return false;
            case JsonTokenType.True or JsonTokenType.False:
                error = $"is not a number: {Encoding.UTF8.GetString(text)}";
                return false;
            default:
                error = "is not a number";
                return false;
        }
    }

    /// <summary>Up to nine digits: nearly every level there is.</summary>
    private static bool TryReadShort(ReadOnlySpan<byte> text, out decimal quantity)
    {
        quantity = 0;
        if (text.Length is 0 or > 9)
            return false;
        var value = 0;
        foreach (var digit in text)
        {
            if (digit is < (byte)'0' or > (byte)'9')
                return false;
            value = value * 10 + digit - '0';
        }

        quantity = value;
        return true;
    }

    private static bool TryReadAny(ReadOnlySpan<byte> text, out decimal quantity, out string? error)
    {
        quantity = 0;
        var trimmed = text.Trim((byte)' ');
        if (trimmed.IsEmpty)
        {
            error = "is empty";
            return false;
        }

        var unsigned = trimmed is [(byte)'+', >= (byte)'0' and <= (byte)'9', ..] ? trimmed[1..] : trimmed;
        if (!NumberText.IsNumber(TrimZeros(unsigned)))
        {
            error = $"is not a number: {Reason.Quote(text)}";
            return false;
        }

        var written = NumberText.WriteOut(unsigned, longest: 128);
        if (written.IsEmpty || !decimal.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out quantity))
        {
            error = $"is too large or too fine a number: {Reason.Quote(text)}";
            return false;
        }

        error = quantity is >= -Max and <= Max ? null : $"must be between -10^20 and 10^20 (got {Reason.Quote(text)})";
        return error is null;
    }

    /// <summary>ZEROFILL columns may come with leading zeros, which JSON's grammar has not.</summary>
    private static ReadOnlySpan<byte> TrimZeros(ReadOnlySpan<byte> text)
    {
        while (text is [(byte)'0', >= (byte)'0' and <= (byte)'9', ..])
            text = text[1..];
        return text;
    }
}
