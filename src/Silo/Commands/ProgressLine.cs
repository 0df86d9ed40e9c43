using System.Globalization;

namespace RefillRadar.Silo.Commands;

/// <summary>A line of a terminal that is written over and over; null stands for no terminal. Not safe for use by several threads at once.</summary>
internal sealed class ProgressLine(TextWriter? terminal, TimeProvider time)
{
    // A short command shows nothing.
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private long _next = time.GetTimestamp() + Ticks(First, time);
    private int _width;

    /// <summary>Says how much is done; of how much, where that is known.</summary>
    public void Report(string what, long done, long? total = null)
    {
        if (terminal is null || time.GetTimestamp() < _next)
            return;
        _next = time.GetTimestamp() + Ticks(Interval, time);
        Write(total is > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{what} {done:N0} of {total:N0} ({100 * done / total}%)")
            : string.Create(CultureInfo.InvariantCulture, $"{what} {done:N0}"));
    }

    /// <summary>Removes the line.</summary>
    public void Clear()
    {
        if (_width == 0)
            return;
        Write("");
        terminal!.Write('\r');
        _width = 0;
    }

    private void Write(string text)
    {
        terminal!.Write($"\r{text.PadRight(_width)}");
        _width = text.Length;
    }

    private static long Ticks(TimeSpan span, TimeProvider time) => (long)(span.TotalSeconds * time.TimestampFrequency);
}
