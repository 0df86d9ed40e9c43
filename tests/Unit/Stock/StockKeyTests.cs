using CsCheck;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Tests.Unit.Stock;

public sealed class StockKeyTests
{
    private static readonly Gen<string> Parts = Gen.OneOf(Gen.Char["@%2450ab @é漢"].Array[1, 8].Select(characters => new string(characters)), Gen.String[1, 12]);

    private static readonly Gen<string> Keys = Gen.OneOf(
        Gen.Int[0, 1200].Select(number => $"{number}"), Gen.OneOf("", "0", "00", "01", "-1", "1.5", "12@a", "٣", "abc", "Abc", "é"), Parts);

    [Theory]
    [InlineData("12", null, "12")]
    [InlineData("12", "", "12")]
    [InlineData("12", "north", "12@north")]
    [InlineData("a@b", "c@d", "a%40b@c@d")]
    [InlineData("50%", "10%", "50%25@10%")]
    public void A_key_is_the_product_or_product_at_warehouse(string product, string? warehouse, string key) =>
        Assert.Equal(key, StockKey.Of(product, warehouse));

    [Fact]
    public void A_key_gives_back_what_it_was_made_from() =>
        Gen.Select(Parts, Parts.Null()).Sample((product, warehouse) =>
            Assert.Equal((product, warehouse), StockKey.Split(StockKey.Of(product, warehouse))), iter: 5_000);

    [Fact]
    public void Different_products_never_share_a_key() =>
        Gen.Select(Parts, Parts.Null(), Parts, Parts.Null()).Sample((product, warehouse, other, place) =>
            Assert.Equal((product, warehouse) == (other, place), StockKey.Of(product, warehouse) == StockKey.Of(other, place)), iter: 5_000);

    [Fact]
    public void The_order_of_keys_is_total() =>
        Gen.Select(Keys, Keys, Keys).Sample((a, b, c) =>
        {
            Assert.Equal(Math.Sign(StockKey.Compare(a, b)), -Math.Sign(StockKey.Compare(b, a)));
            Assert.Equal(a == b, StockKey.Compare(a, b) == 0);
            if (StockKey.Compare(a, b) < 0 && StockKey.Compare(b, c) < 0)
                Assert.True(StockKey.Compare(a, c) < 0);
        }, iter: 20_000);

    [Fact]
    public void Whole_numbers_come_first_and_by_value()
    {
        string[] sorted = ["0", "2", "10", "999", "99999999999999999999999999", "", "007", "10@a", "A", "a"];
        Assert.Equal(sorted, sorted.Reverse().Order(Comparer<string>.Create(StockKey.Compare)));
    }

    [Theory]
    [InlineData("1", 16)]
    [InlineData("12@north", 26)]
    [InlineData("é漢", 21)]
    public void A_key_falls_to_the_same_partition_in_every_version(string key, int partition) =>
        Assert.Equal(partition, StockPartitions.Of(key));

    [Fact]
    public void Keys_spread_evenly_over_the_partitions()
    {
        var counts = Enumerable.Range(1, 32_000).CountBy(id => StockPartitions.Of($"{id}")).ToDictionary();
        Assert.Equal(StockPartitions.Count, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 800, 1200));
    }
}
