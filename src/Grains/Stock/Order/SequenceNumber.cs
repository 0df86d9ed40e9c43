using System.Globalization;
using System.Numerics;
using Orleans;

namespace RefillRadar.Grains.Stock.Order;

/// <summary>
/// A position within one source that is a single whole number: a Kinesis sequence number (56 decimal digits today, so
/// above 64 bits), a row id of the embedded change table, or an <c>X-Position</c> header. 192 bits wide; ordered as a number.
/// </summary>
[GenerateSerializer, Immutable, Alias("refillradar.sequence-number")]
public readonly record struct SequenceNumber(
    [property: Id(0)] ulong High, [property: Id(1)] ulong Middle, [property: Id(2)] ulong Low) : IComparable<SequenceNumber>
{
    private const int MostDigits = 19;

    /// <summary>No sequence number. A source's own numbers start above it.</summary>
    public static readonly SequenceNumber None;

    /// <summary>Whether a record carried this mark at all.</summary>
    public bool IsPresent => (High | Middle | Low) != 0;

    /// <summary>Reads decimal ASCII digits. False for anything else, for an empty span, and for numbers of 192 bits or more.</summary>
    public static bool TryParse(ReadOnlySpan<byte> digits, out SequenceNumber value)
    {
        value = default;
        if (digits.IsEmpty || digits.Length > 58)
            return false;
        ulong high = 0, middle = 0, low = 0;
        while (!digits.IsEmpty)
        {
            // As many digits as fit into 64 bits: three multiplications for a number of Kinesis instead of 56.
            var some = digits[..Math.Min(digits.Length, MostDigits)];
            digits = digits[some.Length..];
            ulong part = 0;
            var scale = 1UL;
            foreach (var digit in some)
            {
                if (digit is < (byte)'0' or > (byte)'9')
                    return false;
                part = part * 10 + (ulong)(digit - '0');
                scale *= 10;
            }

            var carry = Math.BigMul(low, scale, out low);
            carry += AddCarry(ref low, part);
            var next = Math.BigMul(middle, scale, out middle);
            next += AddCarry(ref middle, carry);
            if (Math.BigMul(high, scale, out high) + AddCarry(ref high, next) != 0)
                return false;
        }

        value = new SequenceNumber(high, middle, low);
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(SequenceNumber other)
    {
        var order = High.CompareTo(other.High);
        if (order == 0)
            order = Middle.CompareTo(other.Middle);
        return order == 0 ? Low.CompareTo(other.Low) : order;
    }

    /// <summary>This number and a place inside it: 32 bits further left, the lines of one request in the freed bits.</summary>
    public SequenceNumber WithLine(uint line) =>
        new((High << 32) | (Middle >> 32), (Middle << 32) | (Low >> 32), (Low << 32) | line);

    /// <summary>Decimal digits, as the source wrote them (without leading zeros).</summary>
    public override string ToString() =>
        ((new BigInteger(High) << 128) | (new BigInteger(Middle) << 64) | Low).ToString(CultureInfo.InvariantCulture);

    public static bool operator <(SequenceNumber left, SequenceNumber right) => left.CompareTo(right) < 0;

    public static bool operator >(SequenceNumber left, SequenceNumber right) => left.CompareTo(right) > 0;

    public static bool operator <=(SequenceNumber left, SequenceNumber right) => left.CompareTo(right) <= 0;

    public static bool operator >=(SequenceNumber left, SequenceNumber right) => left.CompareTo(right) >= 0;

    private static ulong AddCarry(ref ulong value, ulong addend)
    {
        value += addend;
        return value < addend ? 1UL : 0UL;
    }
}
