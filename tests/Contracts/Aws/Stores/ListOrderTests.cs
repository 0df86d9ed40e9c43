using System.Buffers.Text;
using System.Text;
using RefillRadar.Silo.Adapters.Aws.Stores;

namespace RefillRadar.Tests.Contracts.Aws.Stores;

public sealed class ListOrderTests
{
    [Fact]
    public void A_cursor_reads_back_as_its_key()
    {
        var key = ListOrder.Of(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(1)), "🚲/+ a");
        Assert.Equal(key, ListOrder.FromCursor(ListOrder.ToCursor(key)));
    }

    [Theory]
    [InlineData("9999999999999999999a")]
    [InlineData("123456789012345678")]
    [InlineData("1234567890123456789")]
    [InlineData("12345678901234567x9id")]
    [InlineData("-234567890123456789id")]
    public void A_key_that_no_row_can_have_is_no_cursor(string key) =>
        Assert.Throws<FormatException>(() => ListOrder.FromCursor(Base64Url.EncodeToString(Encoding.UTF8.GetBytes(key))));

    [Fact]
    public void A_cursor_longer_than_any_key_is_refused() =>
        Assert.Throws<FormatException>(() => ListOrder.FromCursor(ListOrder.ToCursor(ListOrder.Of(DateTimeOffset.MinValue, new string('x', 1000)))));

    [Fact]
    public void Keys_are_ordered_by_their_bytes()
    {
        string[] texts = ["", "a", "a\0", "ab", "é", "\uD7FF", "\uE000", "\uFFFD", "🚲", "🚲a", "🚳", "𐀀"];
        foreach (var left in texts)
        {
            foreach (var right in texts)
            {
                var bytes = Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right));
                Assert.Equal(Math.Sign(bytes), Math.Sign(ListOrder.Compare(left, right)));
            }
        }
    }
}
