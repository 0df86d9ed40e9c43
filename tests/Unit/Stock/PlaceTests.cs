using System.Globalization;
using System.Numerics;
using System.Text;
using CsCheck;
using RefillRadar.Grains.Stock.Order;

namespace RefillRadar.Tests.Unit.Stock;

public sealed class PlaceTests
{
    private static readonly BigInteger Limit = BigInteger.One << 192;

    private static readonly Gen<BigInteger> Numbers = Gen.Select(Gen.Byte.Array[0, 24], Gen.Int[0, 3], (bytes, edge) => edge switch
    {
        0 => new BigInteger(bytes, isUnsigned: true),
        1 => (BigInteger.One << (bytes.Length * 8)) - 1,
        _ => BigInteger.Min((BigInteger.One << (bytes.Length * 8)) + edge - 2, Limit - 1),
    });

    [Fact]
    public void Digits_read_and_written_are_the_same_number() =>
        Numbers.Sample(number => Assert.Equal(number.ToString(CultureInfo.InvariantCulture), Parse(number).ToString()), iter: 5_000);

    [Fact]
    public void Order_is_that_of_numbers() =>
        Gen.Select(Numbers, Numbers).Sample((left, right) =>
        {
            Assert.Equal(Math.Sign(left.CompareTo(right)), Math.Sign(Parse(left).CompareTo(Parse(right))));
            Assert.Equal(left < right, Parse(left) < Parse(right));
            Assert.Equal(left <= right, Parse(left) <= Parse(right));
            Assert.Equal(left == right, Parse(left) == Parse(right));
        }, iter: 5_000);

    [Theory]
    [InlineData("49590338271490256608559692538361571095921575989136588898")]
    [InlineData("00000000000000000000000042")]
    [InlineData("6277101735386680763835789423207666416102355444464034512895")] // 2^192 - 1
    public void Sequence_numbers_of_streams_are_read(string digits)
    {
        Assert.True(Place.TryParse(Encoding.ASCII.GetBytes(digits), out var number));
        Assert.Equal(digits.TrimStart('0'), number.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData(" 1")]
    [InlineData("1.0")]
    [InlineData("1e5")]
    [InlineData("12a")]
    [InlineData("١٢")]
    [InlineData("6277101735386680763835789423207666416102355444464034512896")] // 2^192
    [InlineData("9999999999999999999999999999999999999999999999999999999999")]
    [InlineData("10000000000000000000000000000000000000000000000000000000000")]
    public void What_is_no_whole_number_of_192_bits_is_refused(string text)
    {
        Assert.False(Place.TryParse(Encoding.UTF8.GetBytes(text), out var number));
        Assert.Equal(Place.None, number);
    }

    [Fact]
    public void Lines_of_a_request_lie_between_it_and_the_next() =>
        Gen.Select(Gen.ULong, Gen.ULong, Gen.UInt, Gen.UInt).Sample((high, low, line, other) =>
        {
            var position = (new BigInteger(high) << 64) + low;
            var placed = Parse(position).WithLine(line);
            Assert.Equal(((position << 32) + line).ToString(CultureInfo.InvariantCulture), placed.ToString());
            Assert.Equal(line < other, placed < Parse(position).WithLine(other));
            Assert.True(placed < Parse(position + 1).WithLine(0));
        }, iter: 1_000);

    [Fact]
    public void Only_zero_is_absent()
    {
        Assert.False(Place.None.IsPresent);
        Assert.True(new Place(0, 0, 1).IsPresent && new Place(0, 1, 0).IsPresent && new Place(1, 0, 0).IsPresent);
    }

    private static Place Parse(BigInteger number)
    {
        Assert.True(Place.TryParse(Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture)), out var value));
        return value;
    }

    [Fact]
    public void Places_in_a_log_compare_file_then_offset_then_step_then_record()
    {
        Place[] ascending =
        [
            Place.None,
            Place.InLog(0, 0),
            Place.InLog(0, 0, 0, 1),
            Place.InLog(0, 1),
            Place.InLog(1, 9, 9, 9),
            Place.InLog(2, 1),
            Place.InLog(9, 4_000_000_000),
            Place.InLog(10, 100),
            Place.InLog(10, 100, 0, 2),
            Place.InLog(10, 100, 1, 1),
            Place.InLog(10, 101),
            Place.InLog(10, ulong.MaxValue, uint.MaxValue, uint.MaxValue),
            Place.InLog(uint.MaxValue, 0),
        ];
        Assert.Equal(ascending, ascending.OrderDescending().Reverse());
        Assert.Equal(ascending.Length, ascending.Distinct().Count());
    }
}
