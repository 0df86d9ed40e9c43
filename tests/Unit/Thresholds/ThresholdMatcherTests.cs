using System.Text;
using RefillRadar.Grains.Thresholds;

namespace RefillRadar.Tests.Unit.Thresholds;

public sealed class ThresholdMatcherTests
{
    private const string File =
        """
        product_id,name,stockout_threshold,warehouse,enabled
        7,Bike,20,,
        8,Lamp,20,north,
        ABC-1,Cup,20,,
        9,Old,20,,false
        10,Bell,20,,
        *,,5,,
        """;

    [Fact]
    public void Rows_whose_product_was_never_seen_are_counted_disabled_ones_and_defaults_are_not()
    {
        var match = Match(File, ignoreCase: false, ["7", "8@south"], ["ABC-1"]);
        Assert.Equal((3, 2), (match.Products, match.Unseen));
        Assert.Equal([(3, "8"), (6, "10")], match.UnseenRows.Select(row => (row.Line, row.ProductId)));
    }

    [Fact]
    public void A_row_for_all_warehouses_is_met_in_any_and_two_rows_by_one_product()
    {
        var match = Match(File + "\n7,Bike,9,north,", ignoreCase: false, ["7@north", "8@north", "10@west", "ABC-1@x"]);
        Assert.Equal((0, 0), (match.Unseen, match.Similar));
    }

    [Fact]
    public void Products_that_differ_only_by_case_or_blanks_are_named()
    {
        var match = Match(File, ignoreCase: false, ["abc-1", " ABC-1", "Abc -1@North", "11"]);
        Assert.Equal(3, match.Similar);
        Assert.Equal([("abc-1", 4), (" ABC-1", 4), ("Abc -1@North", 4)], match.SimilarKeys.Select(similar => (similar.Key, similar.Row.Line)));
    }

    [Fact]
    public void Where_case_makes_no_difference_it_is_the_product_itself()
    {
        var match = Match(File.Replace("ABC-1", "abc-1", StringComparison.Ordinal), ignoreCase: true, ["ABC-1", "7", "8@NORTH", "10"]);
        Assert.Equal((0, 0), (match.Unseen, match.Similar));
    }

    [Fact]
    public void A_row_that_is_disabled_is_the_products_own_and_an_at_sign_is_part_of_an_id()
    {
        var match = Match("product_id,name,stockout_threshold,warehouse,enabled\nabc,Cup,5,,false\nABC,Pot,5,,\nA@1,Pan,5,,\n", ignoreCase: false, ["abc", "ABC", RefillRadar.Grains.Contracts.StockKey.Of("A@1", "w")]);
        Assert.Equal((0, 0), (match.Unseen, match.Similar));
    }

    [Fact]
    public void Of_many_the_first_are_named()
    {
        var file = new StringBuilder("product_id,name,stockout_threshold\n");
        for (var product = 1; product <= 500; product++)
            file.Append($"A{product},Thing,5\n");
        var match = Match(file.ToString(), ignoreCase: false, [.. Enumerable.Range(1, 500).Select(product => $"a{product}")]);
        Assert.Equal((500, 500, 20, 20), (match.Unseen, match.Similar, match.UnseenRows.Length, match.SimilarKeys.Length));
    }

    private static ThresholdMatch Match(string file, bool ignoreCase, params string[][] parts)
    {
        var (rows, errors) = ThresholdCsv.Parse(Encoding.UTF8.GetBytes(file));
        Assert.Empty(errors);
        var matcher = new ThresholdMatcher(rows, ignoreCase);
        foreach (var part in parts)
            matcher.Add(part);
        return matcher.Result;
    }
}
