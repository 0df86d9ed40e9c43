using RefillRadar.Grains.Board;
using RefillRadar.Grains.Thresholds;

namespace RefillRadar.Tests.Unit.Board;

public sealed class ThresholdPageTests
{
    private static readonly ThresholdTable Table = new("v7",
    [
        .. Enumerable.Range(2, 7).Select(line => new ThresholdRow
        {
            Line = line, ProductId = $"p{line}", Name = line % 2 == 0 ? "Green Tea" : "Cup", Team = line == 3 ? "TEAm" : null,
            Category = line == 5 ? "steam" : null, Warehouse = line == 7 ? "teatown" : null,
        }),
    ]);

    [Fact]
    public void Pages_hold_every_row_once_in_the_order_of_the_file()
    {
        List<int> seen = [];
        int? after = 0;
        while (after is { } line)
        {
            var page = ThresholdPage.Of(Table, new ThresholdQuery(null, line, 3));
            Assert.Equal(("v7", 7), (page.Version, page.Matching));
            Assert.InRange(page.Items.Length, 1, 3);
            seen.AddRange(page.Items.Select(row => row.Line));
            after = page.NextAfter;
        }

        Assert.Equal(Enumerable.Range(2, 7), seen);
    }

    [Theory]
    [InlineData("tea", new[] { 2, 3, 4, 5, 6, 7, 8 })]
    [InlineData("CUP", new[] { 3, 5, 7 })]
    [InlineData("p6", new[] { 6 })]
    [InlineData("", new[] { 2, 3, 4, 5, 6, 7, 8 })]
    public void A_search_looks_into_id_name_category_warehouse_and_team(string search, int[] lines) =>
        Assert.Equal(lines, Page(search, 0, 100).Items.Select(row => row.Line));

    [Fact]
    public void The_last_page_of_a_search_ends_with_its_last_match_and_not_with_the_file()
    {
        Assert.Equal((3, null), (Page("cup", 0, 3).Items.Length, Page("cup", 0, 3).NextAfter));
        Assert.Equal(5, Page("cup", 0, 2).NextAfter);
        Assert.Equal((3, 0, null), (Page("cup", 7, 2).Matching, Page("cup", 7, 2).Items.Length, Page("cup", 7, 2).NextAfter));
        Assert.Equal((0, null), (Page("nothing", 0, 2).Matching, Page("nothing", 0, 2).NextAfter));
    }

    [Fact]
    public void A_limit_out_of_range_is_clamped()
    {
        Assert.Single(Page(null, 0, -5).Items);
        Assert.Equal(7, Page(null, 0, int.MaxValue).Items.Length);
    }

    private static ThresholdPage Page(string? search, int after, int limit) => ThresholdPage.Of(Table, new ThresholdQuery(search, after, limit));
}
