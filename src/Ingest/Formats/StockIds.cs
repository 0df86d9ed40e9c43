using System.Buffers;
using System.Text;
using System.Text.Json;
using RefillRadar.Ingest.Formats.Json;

namespace RefillRadar.Ingest.Formats;

/// <summary>Reads product ids and warehouses.</summary>
internal static class StockIds
{
    /// <summary>Longest stock key, in UTF-16 units; the same limit as the grains' <c>StockKey</c>.</summary>
    public const int LongestKey = 256;

    private static readonly SearchValues<byte> Escaped = SearchValues.Create("@%"u8);

    /// <summary>Reads an id. False with what is wrong, to follow the name of the column.</summary>
    /// <param name="cell">A string or a number.</param>
    /// <param name="isNumeric">The column is known to hold numbers, so that a string is one too.</param>
    public static bool TryRead(scoped in Cell cell, bool isNumeric, out ReadOnlySpan<byte> id, out string? error)
    {
        id = cell.Text;
        error = null;
        if (cell.IsNumber || (isNumeric && cell.IsString && NumberText.IsNumber(id)))
        {
            if (!id.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
                return true;
            id = NumberText.WriteOut(id, LongestKey);
            error = id.IsEmpty ? "is longer than 256 characters" : null;
            return error is null;
        }

        error = cell.Kind switch
        {
            JsonTokenType.String => Check(ref id),
            JsonTokenType.None => StockRow.Missing,
            JsonTokenType.Null => "is null",
            JsonTokenType.True or JsonTokenType.False => $"is neither text nor a number: {Encoding.UTF8.GetString(id)}",
            _ => "is neither text nor a number",
        };
        return error is null;
    }

    /// <summary>Whether product id and warehouse make a key that is too long, with the escapes it needs.</summary>
    public static bool IsTooLong(ReadOnlySpan<byte> productId, ReadOnlySpan<byte> warehouse)
    {
        if (productId.Length * 3L + warehouse.Length < LongestKey)
            return false;
        var length = (long)Encoding.UTF8.GetCharCount(productId) + 2 * CountEscaped(productId);
        return length + (warehouse.IsEmpty ? 0 : 1 + Encoding.UTF8.GetCharCount(warehouse)) > LongestKey;
    }

    // Blanks at its ends do not belong to an id: databases compare without them, and threshold files are read without them.
    private static string? Check(ref ReadOnlySpan<byte> id)
    {
        // The ordinary id: printable ASCII without blanks.
        if (!id.IsEmpty && !id.ContainsAnyExceptInRange((byte)'!', (byte)'~'))
            return null;
        var (start, end, at) = (-1, 0, 0);
        while (at < id.Length)
        {
            if (Rune.DecodeFromUtf8(id[at..], out var rune, out var read) != OperationStatus.Done)
                return "is not valid UTF-8";
            var isBlank = Rune.IsWhiteSpace(rune);
            if (Rune.IsControl(rune))
                return $"holds the control character U+{rune.Value:X4}";
            if (!isBlank)
                (start, end) = (start < 0 ? at : start, at + read);
            at += read;
        }

        if (start < 0)
            return "is empty";
        id = id[start..end];
        return null;
    }

    private static int CountEscaped(ReadOnlySpan<byte> text)
    {
        var count = 0;
        for (int at; (at = text.IndexOfAny(Escaped)) >= 0; text = text[(at + 1)..])
            count++;
        return count;
    }
}
