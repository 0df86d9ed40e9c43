using System.Buffers.Text;
using RefillRadar.Ingest.Formats.Json;

namespace RefillRadar.Ingest.Formats;

/// <summary>Reads places in a database's log, always as numbers: as text, file 10 would come before file 9.</summary>
internal static class LogPositions
{
    /// <summary>
    /// <c>mysql-bin-changelog.002171:36912271:0:…</c> of DMS and <c>master.000006:800911</c> of Maxwell. A missing third field is 0.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out uint file, out ulong offset, out uint step)
    {
        offset = 0;
        step = 0;
        var colon = text.IndexOf((byte)':');
        if (colon < 0 || !TryParseFile(text[..colon], out file))
        {
            file = 0;
            return false;
        }

        text = text[(colon + 1)..];
        colon = text.IndexOf((byte)':');
        if (colon < 0)
            return TryParseOffset(text, out offset);
        if (!TryParseOffset(text[..colon], out offset))
            return false;
        text = text[(colon + 1)..];
        colon = text.IndexOf((byte)':');
        return TryParse(colon < 0 ? text : text[..colon], out step);
    }

    /// <summary>The number at the end of the name of a log file, as in <c>mysql-bin.000003</c>.</summary>
    public static bool TryParseFile(ReadOnlySpan<byte> name, out uint file) =>
        TryParse(name[(name.LastIndexOfAnyExceptInRange((byte)'0', (byte)'9') + 1)..], out file);

    /// <summary>A whole number that fits, as a number or a string; 0 when the cell is missing or null.</summary>
    public static bool TryRead(in Cell cell, out uint value)
    {
        value = 0;
        return cell.IsMissing || cell.IsNull || TryParse(cell.Text, out value);
    }

    public static bool TryParseOffset(ReadOnlySpan<byte> digits, out ulong value) =>
        Utf8Parser.TryParse(digits, out value, out var read) && read == digits.Length;

    private static bool TryParse(ReadOnlySpan<byte> digits, out uint value) =>
        Utf8Parser.TryParse(digits, out value, out var read) && read == digits.Length;
}
