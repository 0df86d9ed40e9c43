using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace RefillRadar.Ingest.Formats;

/// <summary>
/// Decimals as Kafka Connect writes them: base64 of an integer, big-endian two's complement, to be divided by a power of ten.
/// https://debezium.io/documentation/reference/stable/connectors/mysql.html#mysql-decimal-types
/// </summary>
internal static class DecimalText
{
    /// <summary>Largest scale of a decimal.</summary>
    public const byte MostScale = 28;

    // Above 96 bits it is no decimal any more.
    private const int MostBytes = 16;
    private static readonly SearchValues<byte> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="u8);

    /// <summary>Whether a text could be such a decimal.</summary>
    public static bool IsBase64(ReadOnlySpan<byte> text) =>
        text.Length is > 0 and <= 64 && text.Length % 4 == 0 && !text.ContainsAnyExcept(Alphabet) && Base64.IsValid(text);

    /// <summary>The bytes of a base64 text; null when it is none.</summary>
    public static byte[]? FromBase64(ReadOnlySpan<byte> text)
    {
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        return Base64.DecodeFromUtf8(text, bytes, out var read, out var written) == OperationStatus.Done && read == text.Length ? bytes[..written] : null;
    }

    /// <summary>Reads a decimal; false when the text is none, or too large.</summary>
    /// <param name="text">Base64.</param>
    /// <param name="scale">Digits after the point; negative for zeros before it.</param>
    /// <param name="value">The decimal.</param>
    public static bool TryRead(ReadOnlySpan<byte> text, int scale, out decimal value)
    {
        value = 0;
        if (scale is < -MostScale or > MostScale || !IsBase64(text) || FromBase64(text) is not { Length: > 0 and <= MostBytes } bytes)
            return false;
        var unscaled = new BigInteger(bytes, isUnsigned: false, isBigEndian: true);
        if (scale < 0)
            (unscaled, scale) = (unscaled * BigInteger.Pow(10, -scale), 0);
        if (BigInteger.Abs(unscaled) > (BigInteger)decimal.MaxValue)
            return false;
        var whole = (decimal)BigInteger.Abs(unscaled);
        var bits = decimal.GetBits(whole);
        value = new decimal(bits[0], bits[1], bits[2], unscaled.Sign < 0, (byte)scale);
        return true;
    }

    /// <summary>The digits of a decimal, without zeros at the end.</summary>
    public static byte[] Digits(decimal value) =>
        Encoding.ASCII.GetBytes((value / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture));
}
