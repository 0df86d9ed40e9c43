using System.Collections.Immutable;
using System.Text;
using CsCheck;
using RefillRadar.Grains.Thresholds;

namespace RefillRadar.Tests.Unit.Thresholds;

public sealed class ThresholdCsvTests
{
    private const string Original = "product_id,name,stockout_threshold\n";

    [Fact]
    public void The_original_three_columns_are_enough()
    {
        var rows = Good(Original + "1,Lamp,20\n2,Chair,5\r\n3,\"Desk, oak\",0");
        Assert.Equal(["1 Lamp 20", "2 Chair 5", "3 Desk, oak 0"], rows.Select(row => $"{row.ProductId} {row.Name} {row.Threshold}"));
        Assert.Equal([2, 3, 4], rows.Select(row => row.Line));
        Assert.All(rows, row => Assert.Equal(
            new ThresholdRow { Line = row.Line, ProductId = row.ProductId, Name = row.Name, Threshold = row.Threshold }, row));
    }

    [Fact]
    public void Every_column_is_read_in_any_order_and_any_case_and_those_of_the_user_are_ignored()
    {
        var row = Assert.Single(Good(
            "Enabled, NAME ,Stockout_Threshold,repeat_minutes,Lead_Time_Days,HOLD_SECONDS,recovery_threshold,Team,Category,Warehouse,X_colour,Product_ID\n" +
            "no,Lamp,20.5,30,2.5,60,40,floor,Lights,north,red,7\n"));
        Assert.Equal(
            new ThresholdRow
            {
                Line = 2,
                ProductId = "7",
                Name = "Lamp",
                Threshold = 20.5m,
                Warehouse = "north",
                Category = "Lights",
                Team = "floor",
                RecoveryThreshold = 40,
                HoldSeconds = 60,
                LeadTimeDays = 2.5,
                RepeatMinutes = 30,
                Enabled = false,
            },
            row);
    }

    [Theory]
    [InlineData("\uFEFFproduct_id,name,stockout_threshold\n1,Lamp,20\n")]
    [InlineData("product_id;name;stockout_threshold\n1;Lamp;20\n")]
    [InlineData("product_id\tname\tstockout_threshold\n1\tLamp\t20\n")]
    [InlineData("product_id|name|stockout_threshold\n1|Lamp|20\n")]
    [InlineData("product_id,name,stockout_threshold\r\n1,Lamp,20\r\n")]
    [InlineData("product_id,name,stockout_threshold\n\n1,Lamp,20\n\n\n")]
    [InlineData("product_id,name,stockout_threshold\n 1 , Lamp , 20 \n")]
    [InlineData("\"product_id\",\"name\",\"stockout_threshold\"\n\"1\",\"Lamp\",\"20\"\n")]
    [InlineData("product_id,name,stockout_threshold\n,,\n1,Lamp,20\n")]
    [InlineData("product_id,name,stockout_threshold\n1,Lamp,2e1")]
    public void Files_of_any_program_are_read(string file)
    {
        var row = Assert.Single(Good(file));
        Assert.Equal(("1", "Lamp", 20m), (row.ProductId, row.Name, row.Threshold!.Value));
    }

    [Theory]
    [InlineData("Desk; oak")]
    [InlineData("A, B")]
    [InlineData("12\"\" screen")]
    [InlineData("two\nlines")]
    [InlineData("two\r\nlines")]
    [InlineData("=HYPERLINK(\"\"http://x\"\")")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("Lampe 💡 مصباح ランプ")]
    [InlineData("'; DROP TABLE alerts; --")]
    [InlineData("@SUM(A1)|calc")]
    public void A_quoted_name_may_hold_anything(string name)
    {
        var rows = Good($"{Original}1,\"{name}\",20\n2,Chair,5\n");
        Assert.Equal(name.Replace("\"\"", "\"", StringComparison.Ordinal), rows[0].Name);
        Assert.Equal(("2", "Chair"), (rows[1].ProductId, rows[1].Name));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    [InlineData("\n\n")]
    public void An_empty_file_is_refused(string file) =>
        Assert.Contains("empty", Assert.Single(Bad(file)), StringComparison.Ordinal);

    [Theory]
    [InlineData("product_id,name,stockout_threshold")]
    [InlineData("product_id,name,stockout_threshold\n\n")]
    public void A_file_without_rows_is_refused(string file) =>
        Assert.Contains("no rows", Assert.Single(Bad(file)), StringComparison.Ordinal);

    [Fact]
    public void Every_missing_column_is_named()
    {
        Assert.Equal(
            ["Line 1: the column name is missing.", "Line 1: the column stockout_threshold is missing."], Bad("product_id,x_threshold\n1,2\n"));
        Assert.Contains("Line 1: the column name appears 2 times.", Bad("product_id,name,Name,stockout_threshold\n1,a,b,2\n"));
        Assert.Equal(6, Bad("1,Lamp,20\n2,Chair,5\n").Length);
    }

    [Theory]
    [InlineData("product_id,name,stockout_threshold", ",Lamp,20", "product_id is empty")]
    [InlineData("product_id,name,stockout_threshold", "1,Lamp,many", "stockout_threshold is not a number: \"many\"")]
    [InlineData("product_id,name,stockout_threshold", "1,Lamp,\"1,5\"", "stockout_threshold is not a number: \"1,5\"")]
    [InlineData("product_id,name,stockout_threshold", "1,Lamp,NaN", "stockout_threshold is not a number")]
    [InlineData("product_id,name,stockout_threshold", "1,Lamp,1e99", "stockout_threshold is not a number")]
    [InlineData("product_id,name,stockout_threshold", "1,Lamp,-1", "stockout_threshold must be 0 or more (got -1)")]
    [InlineData("product_id,name,stockout_threshold", "1,Lamp,", "stockout_threshold is empty")]
    [InlineData("product_id,name,stockout_threshold", "*,,", "stockout_threshold is empty")]
    [InlineData("product_id,name,stockout_threshold", "1,Desk, oak,20", "4 fields where the header has 3")]
    [InlineData("product_id,name,stockout_threshold,recovery_threshold", "1,Lamp,20,19", "recovery_threshold 19 is below stockout_threshold 20")]
    [InlineData("product_id,name,stockout_threshold,hold_seconds", "1,Lamp,20,1.5", "hold_seconds must be a whole number (got 1.5)")]
    [InlineData("product_id,name,stockout_threshold,hold_seconds", "1,Lamp,20,-1", "hold_seconds must be 0 or more (got -1)")]
    [InlineData("product_id,name,stockout_threshold,hold_seconds", "1,Lamp,20,99999999999", "hold_seconds must be at most 2592000 (got 99999999999)")]
    [InlineData("product_id,name,stockout_threshold,lead_time_days", "1,Lamp,20,soon", "lead_time_days is not a number")]
    [InlineData("product_id,name,stockout_threshold,repeat_minutes", "1,Lamp,20,x", "repeat_minutes is not a number")]
    [InlineData("product_id,name,stockout_threshold,enabled", "1,Lamp,20,maybe", "enabled must be true or false (got \"maybe\")")]
    public void A_bad_line_is_named_with_its_reason(string header, string line, string reason)
    {
        var errors = Bad($"{header}\n2,Good,5{new string(',', header.Count(unit => unit == ',') - 2)}\n{line}\n");
        Assert.All(errors, error => Assert.StartsWith("Line 3: ", error, StringComparison.Ordinal));
        Assert.Contains(reason, errors[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_recovery_threshold_that_is_no_number_is_one_mistake() =>
        Assert.Contains("recovery_threshold is not a number", Assert.Single(Bad("product_id,name,stockout_threshold,recovery_threshold\n1,Lamp,20,x\n")), StringComparison.Ordinal);

    [Fact]
    public void All_bad_lines_are_named_at_once_and_nothing_of_the_file_is_taken()
    {
        var (rows, errors) = Parse(Original + "1,Lamp,x\n2,Chair,5\n,Desk,3\n4,Bed,-1\n2,Chair again,6\n");
        Assert.Empty(rows);
        Assert.Equal(["Line 2:", "Line 4:", "Line 5:", "Line 6:"], errors.Select(error => error[..7]));
        Assert.StartsWith("Line 6: duplicates line 3.", errors[3], StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_are_counted_as_an_editor_does_after_a_name_of_two_lines()
    {
        var error = Assert.Single(Bad(Original + "1,\"two\nlines\",20\n2,Chair,x\n"));
        Assert.StartsWith("Line 4:", error, StringComparison.Ordinal);
    }

    [Fact]
    public void One_row_a_product_and_warehouse_and_one_a_default()
    {
        const string Header = "product_id,name,stockout_threshold,warehouse,category\n";
        Assert.Equal(7, Good(Header + "1,a,1,,\n1,a,1,north,\n1,a,1,south,\n*,,1,,\n*,,1,north,\n*,,1,,Lights\n*,,1,north,Lights\n").Length);
        Assert.Single(Bad(Header + "1,a,1,north,Lights\n1,b,2,north,Chairs\n"));
        Assert.Single(Bad(Header + "*,,1,,Lights\n*,,2,,Lights\n"));
    }

    [Fact]
    public void A_blank_threshold_is_left_to_a_default_that_has_to_exist()
    {
        const string Header = "product_id,name,stockout_threshold,category\n";
        Assert.Null(Good(Header + "1,Lamp,,Lights\n*,,15,Lights\n")[0].Threshold);
        Assert.Contains("no default row", Assert.Single(Bad(Header + "1,Lamp,,Lights\n*,,15,Chairs\n")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("TRUE", true)]
    [InlineData("yes", true)]
    [InlineData("1", true)]
    [InlineData("False", false)]
    [InlineData("no", false)]
    [InlineData("0", false)]
    public void Enabled_is_yes_unless_it_says_no(string word, bool enabled) =>
        Assert.Equal(enabled, Good($"product_id,name,stockout_threshold,enabled\n1,Lamp,20,{word}\n")[0].Enabled);

    [Fact]
    public void Keys_and_texts_have_a_longest_length()
    {
        Assert.Single(Good($"{Original}{new string('k', 256)},Lamp,20\n"));
        Assert.Contains("256", Assert.Single(Bad($"{Original}{new string('k', 257)},Lamp,20\n")), StringComparison.Ordinal);
        Assert.Contains("1000", Assert.Single(Bad($"{Original}1,{new string('n', 1001)},20\n")), StringComparison.Ordinal);
    }

    [Fact]
    public void Ids_that_differ_by_case_are_duplicates_where_case_does_not_matter()
    {
        var file = Encoding.UTF8.GetBytes(Original + "sku-1,Lamp,5\nSKU-1,Lamp,9\n");
        Assert.Equal(2, ThresholdCsv.Parse(file).Rows.Length);
        Assert.StartsWith("Line 3: duplicates line 2.", Assert.Single(ThresholdCsv.Parse(file, ignoreCase: true).Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_a_hundred_thousand_rows_is_read_and_one_as_bad_is_cut_short()
    {
        var good = new StringBuilder(Original);
        var bad = new StringBuilder(Original);
        for (var id = 0; id < 100_000; id++)
        {
            good.Append(id).Append(",Lamp ").Append(id).Append(",20\n");
            bad.Append(id).Append(",Lamp,x\n");
        }

        Assert.Equal(100_000, Good(good.ToString()).Length);
        var errors = Bad(bad.ToString());
        Assert.Equal((1001, "And 99000 more."), (errors.Length, errors[^1]));
    }

    [Fact]
    public void Any_bytes_are_rows_or_errors_and_never_both_or_neither() =>
        Gen.OneOf(
            Gen.Byte.Array[0, 80],
            Gen.Char["product_id,name\n\"; \r\0\t|1*é"].Array[0, 80].Select(text => Encoding.UTF8.GetBytes(text)),
            Gen.Char["1,*\"\n .-xé\r"].Array[0, 80].Select(text => Encoding.UTF8.GetBytes(Original + new string(text)))).Sample(bytes =>
        {
            var (rows, errors) = ThresholdCsv.Parse(bytes);
            Assert.NotEqual(rows.IsEmpty, errors.IsEmpty);
            Assert.All(errors, error => Assert.False(string.IsNullOrWhiteSpace(error)));
        }, iter: 5_000);

    internal static ImmutableArray<ThresholdRow> Good(string file)
    {
        var (rows, errors) = Parse(file);
        Assert.Empty(errors);
        return rows;
    }

    private static string[] Bad(string file)
    {
        var (rows, errors) = Parse(file);
        Assert.Empty(rows);
        return [.. errors];
    }

    private static (ImmutableArray<ThresholdRow> Rows, ImmutableArray<string> Errors) Parse(string file) =>
        ThresholdCsv.Parse(Encoding.UTF8.GetBytes(file));
}
