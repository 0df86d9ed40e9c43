using System.Buffers.Text;

namespace RefillRadar.Ingest.Formats;

/// <summary>Digits after the point of a decimal, as one number in which 0 means that there is no scale. It may be negative.</summary>
internal static class DecimalScale
{
    private const short Base = 1000;

    /// <summary>A scale that is no number, or beyond what a decimal holds: nothing can be read with it.</summary>
    public const short Unreadable = short.MaxValue;

    /// <summary>Reads a scale.</summary>
    public static short Of(ReadOnlySpan<byte> text) =>
        Utf8Parser.TryParse(text, out short scale, out var read) && read == text.Length && scale is >= -DecimalText.MostScale and <= DecimalText.MostScale
            ? (short)(scale + Base)
            : Unreadable;

    /// <summary>The digits after the point.</summary>
    public static int Digits(short scale) => scale - Base;
}
