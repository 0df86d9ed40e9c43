using RefillRadar.Grains.Configuration;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Thresholds;

namespace RefillRadar.Tests.Unit.Thresholds;

public sealed class ThresholdTableTests
{
    private const string File =
        """
        product_id,name,stockout_threshold,warehouse,category,team,recovery_threshold,hold_seconds,lead_time_days,repeat_minutes,enabled
        1,Lamp,11,,Lights,,,,,,
        1,Lamp,12,north,,,,,,,
        2,Torch,,,Lights,night,,,,,
        3,Chair,,,Chairs,,,,,,
        4,Relic,5,,,,,,,,no
        5,Shade,,,Lights,,,,,,
        5,,7,south,,,,,,,
        6,Spot,9,,Lights,spot,12,60,4,0,
        *,,100,,,,,,,,
        *,,40,north,,,,,,,
        *,,30,,Lights,lighting,35,90,2.5,15,
        *,,20,north,Lights,,,,,,
        7,Odd,8,north,,,,,,,no
        *,,50,south,,,,,,,
        """;

    private static readonly ThresholdTable Table = Of(File);
    private static readonly AlertsOptions Defaults = new() { HoldSeconds = 5, KeepFiringSeconds = 6, RepeatMinutes = 7 };

    [Theory]
    [InlineData("1", 11, "product", 2)]
    [InlineData("1@north", 12, "product and warehouse", 3)]
    [InlineData("1@south", 11, "product", 2)]
    [InlineData("2", 30, "category", 12)]
    [InlineData("2@north", 20, "category and warehouse", 13)]
    [InlineData("2@south", 30, "category", 12)]
    [InlineData("3", 100, "default", 10)]
    [InlineData("3@north", 40, "warehouse", 11)]
    [InlineData("5@south", 7, "product and warehouse", 8)]
    [InlineData("5@north", 20, "category and warehouse", 13)]
    [InlineData("99", 100, "default", 10)]
    [InlineData("99@north", 40, "warehouse", 11)]
    [InlineData("99@south", 50, "warehouse", 15)]
    [InlineData("99@east", 100, "default", 10)]
    [InlineData("7", 100, "default", 10)]
    public void The_most_specific_row_wins(string key, int threshold, string matchedBy, int line)
    {
        var rule = Table.Resolve(key, Defaults)!;
        Assert.Equal((threshold, matchedBy, line), (rule.Threshold, rule.MatchedBy, rule.Line));
    }

    [Theory]
    [InlineData("4")]
    [InlineData("4@north")]
    [InlineData("7@north")]
    public void A_disabled_row_wins_and_takes_the_product_out_of_watch(string key) => Assert.Null(Table.Resolve(key, Defaults));

    [Fact]
    public void What_describes_is_filled_in_from_less_specific_rows()
    {
        Assert.Equal(("Lamp", "Lights", "lighting"), Words("1@north"));
        Assert.Equal(("Torch", "Lights", "night"), Words("2@north"));
        Assert.Equal(("Shade", "Lights", "lighting"), Words("5@south"));
        Assert.Equal(("Chair", "Chairs", "default"), Words("3"));
        Assert.Equal(("99", null, "default"), Words("99@north"));
    }

    [Fact]
    public void Values_left_empty_are_those_of_the_installation()
    {
        var rule = Table.Resolve("1", Defaults)!;
        Assert.Equal(
            (11m, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(6), TimeSpan.FromMinutes(7), null),
            (rule.RecoveryThreshold, rule.Hold, rule.KeepFiring, rule.Repeat, rule.LeadTimeDays));
    }

    [Fact]
    public void Values_of_the_winning_row_are_used()
    {
        var rule = Table.Resolve("6", Defaults)!;
        Assert.Equal((12m, TimeSpan.FromSeconds(60), TimeSpan.Zero, 4.0), (rule.RecoveryThreshold, rule.Hold, rule.Repeat, rule.LeadTimeDays!.Value));
        rule = Table.Resolve("2", Defaults)!;
        Assert.Equal((35m, TimeSpan.FromSeconds(90), TimeSpan.FromMinutes(15), 2.5), (rule.RecoveryThreshold, rule.Hold, rule.Repeat, rule.LeadTimeDays!.Value));
    }

    [Fact]
    public void Nothing_is_tracked_without_rows_or_a_default()
    {
        Assert.Null(ThresholdTable.Empty.Resolve("1", Defaults));
        Assert.Null(Of("product_id,name,stockout_threshold\n1,Lamp,1").Resolve("2@north", Defaults));
    }

    [Fact]
    public void Keys_are_ordinal_and_ids_with_an_at_sign_are_ids()
    {
        var table = Of("product_id,name,stockout_threshold\nabc,Lower,1\nABC,Upper,2\na@b,At,3\n");
        Assert.Equal("Lower", table.Resolve("abc", Defaults)!.Name);
        Assert.Equal("Upper", table.Resolve("ABC", Defaults)!.Name);
        Assert.Null(table.Resolve("a@b", Defaults));
        Assert.Equal("At", table.Resolve(StockKey.Of("a@b"), Defaults)!.Name);
    }

    [Fact]
    public void Every_row_of_a_product_lies_in_its_partition()
    {
        var keys = Enumerable.Range(0, StockPartitions.Count).SelectMany(partition => Table.KeysOf(partition).Select(key => (partition, key))).ToArray();
        Assert.Equal(["1", "1@north", "2", "3", "4", "5", "5@south", "6", "7@north"], keys.Select(pair => pair.key).Order(StringComparer.Ordinal));
        Assert.All(keys, pair => Assert.Equal(StockPartitions.Of(pair.key), pair.partition));
    }

    private static (string Name, string? Category, string Team) Words(string key)
    {
        var rule = Table.Resolve(key, Defaults)!;
        return (rule.Name, rule.Category, rule.Team);
    }

    private static ThresholdTable Of(string file) => new("1", ThresholdCsvTests.Good(file));
}
