using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using RefillRadar.Dashboard.Api;

namespace RefillRadar.Dashboard.Components.Quarantine;

/// <summary>The bytes of a record as a person can look at them: text where they are UTF-8 text, a hex dump otherwise.</summary>
/// <param name="Text">What is shown.</param>
/// <param name="IsText">It is the record's text, not a dump.</param>
/// <param name="IsCut">The record is longer than what is shown.</param>
public sealed record RecordPreview(string Text, bool IsText, bool IsCut)
{
    internal const int FoldedChars = 600;
    internal const int AllChars = 50_000;
    internal const int FoldedRows = 6;
    internal const int AllRows = 1_000;
    private const int RowBytes = 16;

    // What no text holds; tab, line feed and carriage return it may.
    private static readonly SearchValues<byte> Controls =
        SearchValues.Create([.. Enumerable.Range(0, 32).Select(value => (byte)value).Except("\t\n\r"u8.ToArray()), 127]);

    /// <summary>Its beginning.</summary>
    public static RecordPreview Folded(ReadOnlySpan<byte> bytes) => Of(bytes, FoldedChars, FoldedRows);

    /// <summary>All of it, up to a bound that a page can bear.</summary>
    public static RecordPreview All(ReadOnlySpan<byte> bytes) => Of(bytes, AllChars, AllRows);

    private static RecordPreview Of(ReadOnlySpan<byte> bytes, int chars, int rows)
    {
        if (!HoldsText(bytes))
            return new RecordPreview(Dump(bytes[..Math.Min(bytes.Length, rows * RowBytes)]), false, bytes.Length > rows * RowBytes);

        var text = BytePreview.Text(bytes, chars);
        return new RecordPreview(text, true, text.Length > chars && text[^1] == '…');
    }

    private static bool HoldsText(ReadOnlySpan<byte> bytes)
    {
        // A record that was cut may end in the midst of a character.
        if (Rune.DecodeLastFromUtf8(bytes, out _, out var tail) == OperationStatus.NeedMoreData && tail < bytes.Length)
            bytes = bytes[..^tail];

        return !bytes.ContainsAny(Controls) && Utf8.IsValid(bytes);
    }

    private static string Dump(ReadOnlySpan<byte> bytes)
    {
        var dump = new StringBuilder();
        for (var at = 0; at < bytes.Length; at += RowBytes)
        {
            var row = bytes.Slice(at, Math.Min(RowBytes, bytes.Length - at));
            dump.Append(at == 0 ? "" : "\n").Append(CultureInfo.InvariantCulture, $"{at:x6}  ");
            for (var i = 0; i < RowBytes; i++)
                dump.Append(i < row.Length ? row[i].ToString("x2", CultureInfo.InvariantCulture) : "  ").Append(' ');

            dump.Append(' ');
            foreach (var value in row)
                dump.Append(value is >= 32 and < 127 ? (char)value : '.');
        }

        return dump.ToString();
    }
}
