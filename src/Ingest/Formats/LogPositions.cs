using System.Buffers.Text;
using RefillRadar.Ingest.Formats.Json;

namespace RefillRadar.Ingest.Formats;

/// <summary>Reads places in a database's log, always as numbers: as text, file 10 would come before file 9.</summary>
internal static class LogPositions
{
    /// <summary>
    /// <c>mysql-bin-changelog.002171:36912271:0:…</c> of DMS and <c>master.000006:800911</c> of Maxwell. The step is the third field plus
    /// one, since AWS's own example of a checkpoint has −1 there; 0 when it is missing.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> name, out uint file, out ulong offset, out uint step)
    {
        (file, offset, step) = (0, 0, 0);
        name = default;
        var colon = text.IndexOf((byte)':');
        if (colon < 0 || !TryParseFile(text[..colon], out name, out file))
            return false;
        text = text[(colon + 1)..];
        colon = text.IndexOf((byte)':');
        if (colon < 0)
            return TryParseOffset(text, out offset);
        if (!TryParseOffset(text[..colon], out offset))
            return false;
        text = text[(colon + 1)..];
        colon = text.IndexOf((byte)':');
        return TryParseStep(colon < 0 ? text : text[..colon], out step);
    }

    /// <summary>Base name and number of a log file, as in <c>mysql-bin.000003</c>.</summary>
    public static bool TryParseFile(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> name, out uint file)
    {
        var digits = text.LastIndexOfAnyExceptInRange((byte)'0', (byte)'9') + 1;
        name = text[..digits].TrimEnd((byte)'.');
        return Utf8Parser.TryParse(text[digits..], out file, out var read) && digits + read == text.Length;
    }

    /// <summary>A whole number that fits, as a number or a string; 0 when the cell is missing or null.</summary>
    public static bool TryRead(in Cell cell, out uint value)
    {
        value = 0;
        return cell.IsMissing || cell.IsNull || (Utf8Parser.TryParse(cell.Text, out value, out var read) && read == cell.Text.Length);
    }

    /// <summary>A byte offset.</summary>
    public static bool TryParseOffset(ReadOnlySpan<byte> digits, out ulong value) =>
        Utf8Parser.TryParse(digits, out value, out var read) && read == digits.Length;

    /// <summary>The source in a global transaction id: <c>uuid</c> of <c>uuid:23</c> (MySQL), <c>0-1</c> of <c>0-1-23</c> (MariaDB).</summary>
    public static ReadOnlySpan<byte> GtidSource(ReadOnlySpan<byte> gtid)
    {
        var end = gtid.IndexOf((byte)':');
        if (end < 0)
            end = gtid.LastIndexOf((byte)'-');
        return end < 0 ? default : gtid[..end];
    }

    /// <summary>A change LSN of SQL Server, <c>00000027:00000758:0003</c>: three hexadecimal numbers of 4, 4 and 2 bytes.</summary>
    public static bool TryParseLsn(ReadOnlySpan<byte> text, out uint first, out ulong rest)
    {
        (first, rest) = (0, 0);
        if (text.Length != 22 || text[8] != ':' || text[17] != ':'
            || !TryParseHex(text[..8], out first) || !TryParseHex(text[9..17], out var second) || !TryParseHex(text[18..], out var third))
            return false;
        rest = ((ulong)second << 16) | third;
        return true;
    }

    /// <summary>Orders changes of one SCN of Oracle by their place in the redo log, <c> 0x000124.00000588.0010</c> (rs_id); 0 when it is missing.</summary>
    public static uint RedoPlace(ReadOnlySpan<byte> text)
    {
        text = text.Trim((byte)' ');
        var last = text.LastIndexOf((byte)'.');
        var middle = last < 0 ? -1 : text[..last].LastIndexOf((byte)'.');
        return middle >= 0 && TryParseHex(text[(middle + 1)..last], out var block) && TryParseHex(text[(last + 1)..], out var offset)
            ? (block << 16) | (offset & 0xFFFF)
            : 0;
    }

    private static bool TryParseHex(ReadOnlySpan<byte> text, out uint value) =>
        Utf8Parser.TryParse(text, out value, out var read, 'x') && read == text.Length;

    private static bool TryParseStep(ReadOnlySpan<byte> text, out uint step)
    {
        step = 0;
        if (!Utf8Parser.TryParse(text, out long field, out var read) || read != text.Length || field is < -1 or >= uint.MaxValue)
            return false;
        step = (uint)(field + 1);
        return true;
    }
}
