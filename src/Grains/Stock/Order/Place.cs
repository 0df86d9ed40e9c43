using System.Globalization;
using System.Numerics;
using Orleans;

namespace RefillRadar.Grains.Stock.Order;

/// <summary>
/// A place in the order of one source, compared as one whole number of 192 bits: either a place in a database's log
/// (<see cref="InLog"/>), or a sequence number (<see cref="TryParse"/>): of Kinesis (56 decimal digits today), of the embedded
/// change table, of an <c>X-Position</c> header. Places of different sources have no order.
/// </summary>
[GenerateSerializer, Immutable, Alias("refillradar.sequence-number")]
public readonly record struct Place(
    [property: Id(0)] ulong High, [property: Id(1)] ulong Middle, [property: Id(2)] ulong Low) : IComparable<Place>
{
    private const int MostDigits = 19;

    /// <summary>No place. A source's own places start above it.</summary>
    public static readonly Place None;

    /// <summary>Whether a record carried a place at all.</summary>
    public bool IsPresent => (High | Middle | Low) != 0;

    /// <summary>A place in a database's log, compared in the order of the parameters.</summary>
    /// <param name="file">Number of the log file, the digits at the end of its name.</param>
    /// <param name="offset">Byte offset in that file.</param>
    /// <param name="step">Step at that offset; 0 when the format has none.</param>
    /// <param name="record">Record within the transaction; 0 when the format has none.</param>
    public static Place InLog(uint file, ulong offset, uint step = 0, uint record = 0) => new(
        ((ulong)file << 32) | (offset >> 32),
        (offset << 32) | step,
        // The last bit tells the very first place of a log from none.
        ((ulong)record << 32) | 1);

    /// <summary>Reads decimal ASCII digits. False for anything else, for an empty span, and for numbers of 192 bits or more.</summary>
    public static bool TryParse(ReadOnlySpan<byte> digits, out Place value)
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

        value = new Place(high, middle, low);
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(Place other)
    {
        var order = High.CompareTo(other.High);
        if (order == 0)
            order = Middle.CompareTo(other.Middle);
        return order == 0 ? Low.CompareTo(other.Low) : order;
    }

    /// <summary>This number and a line within it: 32 bits further left, the line in the bits that become free.</summary>
    public Place WithLine(uint line) =>
        new((High << 32) | (Middle >> 32), (Middle << 32) | (Low >> 32), (Low << 32) | line);

    /// <summary>Decimal digits; a sequence number as the source wrote it, without leading zeros.</summary>
    public override string ToString() =>
        ((new BigInteger(High) << 128) | (new BigInteger(Middle) << 64) | Low).ToString(CultureInfo.InvariantCulture);

    public static bool operator <(Place left, Place right) => left.CompareTo(right) < 0;

    public static bool operator >(Place left, Place right) => left.CompareTo(right) > 0;

    public static bool operator <=(Place left, Place right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Place left, Place right) => left.CompareTo(right) >= 0;

    private static ulong AddCarry(ref ulong value, ulong addend)
    {
        value += addend;
        return value < addend ? 1UL : 0UL;
    }
}
