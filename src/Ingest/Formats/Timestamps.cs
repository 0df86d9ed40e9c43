using System.Buffers.Text;
using RefillRadar.Ingest.Formats.Json;

namespace RefillRadar.Ingest.Formats;

/// <summary>Reads times leniently: what cannot be read, and everything before 1971, is 0 = unknown.</summary>
internal static class Timestamps
{
    private static readonly long Earliest = new DateTime(1971, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;

    /// <summary>
    /// UTC ticks of an ISO-8601 time, <c>2026-03-01T10:11:12[.fffffffff][Z|±hh[:mm]]</c>, a blank for the T allowed. Without a
    /// zone it is taken as UTC; digits below 100 ns are cut.
    /// </summary>
    public static long FromIso(in Cell cell)
    {
        var text = cell.Text;
        if (!cell.IsString || text.Length < 19 || text[4] != '-' || text[7] != '-' || text[13] != ':' || text[16] != ':'
            || text[10] is not ((byte)'T' or (byte)'t' or (byte)' '))
            return 0;
        var year = Digits(text[..4]);
        var month = Digits(text.Slice(5, 2));
        var day = Digits(text.Slice(8, 2));
        var hour = Digits(text.Slice(11, 2));
        var minute = Digits(text.Slice(14, 2));
        var second = Digits(text.Slice(17, 2));
        if (year is < 1971 or > 9998 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 60)
            return 0;
        var rest = text[19..];
        var ticks = new DateTime(year, month, day, hour, minute, 0, DateTimeKind.Utc).Ticks + second * TimeSpan.TicksPerSecond;
        return TryReadFraction(ref rest, out var fraction) && TryReadZone(rest, out var zone) ? ticks + fraction - zone : 0;
    }

    public static long FromUnixMilliseconds(in Cell cell) => FromUnix(cell, TimeSpan.TicksPerMillisecond);

    public static long FromUnixSeconds(in Cell cell) => FromUnix(cell, TimeSpan.TicksPerSecond);

    private static long FromUnix(in Cell cell, long unit)
    {
        if (!cell.IsNumber || !Utf8Parser.TryParse(cell.Text, out long value, out var read) || read != cell.Text.Length
            || value <= 0 || value > DateTime.MaxValue.Ticks / unit)
            return 0;
        var ticks = DateTime.UnixEpoch.Ticks + value * unit;
        return ticks >= Earliest && ticks <= DateTime.MaxValue.Ticks ? ticks : 0;
    }

    private static bool TryReadFraction(ref ReadOnlySpan<byte> rest, out long ticks)
    {
        ticks = 0;
        if (rest.IsEmpty || rest[0] is not ((byte)'.' or (byte)','))
            return true;
        var length = 1;
        for (var unit = TimeSpan.TicksPerSecond / 10; length < rest.Length && rest[length] is >= (byte)'0' and <= (byte)'9'; length++)
        {
            ticks += (rest[length] - '0') * unit;
            unit /= 10;
        }

        rest = rest[length..];
        return length > 1;
    }

    private static bool TryReadZone(ReadOnlySpan<byte> rest, out long ticks)
    {
        ticks = 0;
        if (rest.IsEmpty || rest is [(byte)'Z' or (byte)'z'])
            return true;
        if (rest[0] is not ((byte)'+' or (byte)'-') || rest.Length is not (3 or 5 or 6) || (rest.Length == 6 && rest[3] != ':'))
            return false;
        var hours = Digits(rest.Slice(1, 2));
        var minutes = rest.Length == 3 ? 0 : Digits(rest[^2..]);
        ticks = (hours * 60 + minutes) * TimeSpan.TicksPerMinute * (rest[0] == '-' ? -1 : 1);
        return hours is >= 0 and <= 23 && minutes is >= 0 and <= 59;
    }

    /// <summary>The number the digits write; -1 when there is anything else.</summary>
    private static int Digits(ReadOnlySpan<byte> digits)
    {
        var value = 0;
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9')
                return -1;
            value = value * 10 + digit - '0';
        }

        return value;
    }
}
