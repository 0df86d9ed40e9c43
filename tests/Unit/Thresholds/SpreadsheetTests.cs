using System.Collections.Immutable;
using System.Text;
using RefillRadar.Grains.Thresholds;

namespace RefillRadar.Tests.Unit.Thresholds;

/// <summary>Threshold files as spreadsheets save them: read as they were meant, or refused with the line. Never read as something else.</summary>
public sealed class SpreadsheetTests
{
    private const string Comma = "product_id,name,stockout_threshold\n";
    private const string Semicolon = "product_id;name;stockout_threshold\n";

    [Theory]
    [InlineData("1;Lamp;2,5", "2.5")]
    [InlineData("1;Lamp;0,5", "0.5")]
    [InlineData("1;Lamp;2.5", "2.5")]
    [InlineData("1;Lamp;0.500", "0.5")]
    [InlineData("1;Lamp;1200", "1200")]
    [InlineData("1;Lamp;1200,00", "1200")]
    [InlineData("1;Lamp;12000.125", "12000.125")]
    public void A_decimal_comma_is_read_where_semicolons_separate_the_columns(string line, string threshold) =>
        Assert.Equal(decimal.Parse(threshold, System.Globalization.CultureInfo.InvariantCulture), Assert.Single(Good(Semicolon + line)).Threshold);

    [Theory]
    [InlineData("1.200", "write 1200 for thousands")]
    [InlineData("900.000", "write 900000 for thousands")]
    [InlineData("1.200.000", "write 1200000 for thousands")]
    [InlineData("1.200,5", "write 1200,5 for thousands")]
    [InlineData("1,200.5", "not a number")]
    [InlineData("1,200,000", "not a number")]
    public void A_number_that_may_be_another_one_is_refused(string threshold, string reason)
    {
        var error = Assert.Single(Bad($"{Semicolon}1;Lamp;{threshold}\n"));
        Assert.StartsWith("Line 2: ", error, StringComparison.Ordinal);
        Assert.Contains(reason, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_commas_separate_the_columns_a_dot_is_a_decimal_point_and_a_comma_no_number()
    {
        Assert.Equal(1.2m, Good(Comma + "1,Lamp,1.200\n")[0].Threshold);
        Assert.Contains("not a number", Assert.Single(Bad(Comma + "1,Lamp,\"1,200\"\n")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1001.0", "1001")]
    [InlineData("1001.00", "1001")]
    [InlineData("\"=\"\"00123\"\"\"", "00123")]
    [InlineData("\"=\"\"10.0\"\"\"", "10.0")]
    [InlineData("=\"00123\"", "00123")]
    [InlineData("1.23456E+05", "123456")]
    [InlineData("00123", "00123")]
    [InlineData("1E5", "1E5")]
    [InlineData("2.5", "2.5")]
    [InlineData("SKU-1.0", "SKU-1.0")]
    public void An_id_that_a_spreadsheet_took_for_a_number_is_read_as_it_was(string cell, string id) =>
        Assert.Equal(id, Assert.Single(Good($"{Comma}{cell},Lamp,5\n")).ProductId);

    [Theory]
    [InlineData("1.0E+05")]
    [InlineData("1E+05")]
    [InlineData("4.01235E+12")]
    public void An_id_that_has_lost_digits_is_refused(string cell)
    {
        var error = Assert.Single(Bad($"{Comma}1,Chair,5\n{cell},Lamp,5\n"));
        Assert.StartsWith("Line 3: ", error, StringComparison.Ordinal);
        Assert.Contains("digits may be lost", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1,12\" screen,5", "Line 2: a quote inside a field.")]
    [InlineData("=\"1\",12\" screen,5", "Line 2: a quote inside a field.")]
    [InlineData("1,\"12\" screen,5", "Line 2: text after the closing quote")]
    [InlineData("1,\"12,5", "Line 2: a quote that is never closed.")]
    public void Quotes_that_are_wrong_are_explained(string line, string reason) =>
        Assert.StartsWith(reason, Bad($"{Comma}{line}\n")[0], StringComparison.Ordinal);

    [Fact]
    public void An_id_as_a_formula_may_stand_beside_a_quoted_name()
    {
        var row = Assert.Single(Good(Comma + "=\"00123\",\"Desk, \"\"oak\"\"\",5\n"));
        Assert.Equal(("00123", "Desk, \"oak\""), (row.ProductId, row.Name));
    }

    [Fact]
    public void A_first_line_that_names_the_separator_is_read() => Assert.Equal(2.5m, Good("sep=;\n" + Semicolon + "1;Lamp;2,5\n")[0].Threshold);

    [Fact]
    public void In_a_German_file_a_decimal_comma_may_bend_an_id() => Assert.Equal("1001", Good(Semicolon + "1001,0;Lamp;5\n")[0].ProductId);

    [Fact]
    public void An_id_that_becomes_another_rows_id_is_a_duplicate() =>
        Assert.StartsWith("Line 3: duplicates line 2.", Assert.Single(Bad(Comma + "1001,Lamp,5\n1001.0,Chair,6\n")), StringComparison.Ordinal);

    [Fact]
    public void Every_line_that_is_not_UTF_8_is_named()
    {
        var file = Encoding.Latin1.GetBytes("product_id;name;stockout_threshold;team\n1;Gr\u00FCner Tee;5;\n2;Lamp;5;\n3;Kanne;5;K\u00FCche\n");
        var (rows, errors) = ThresholdCsv.Parse(file);
        Assert.Empty(rows);
        Assert.Equal(
            [
                "Line 2: the byte 0xFC after \"1;Gr\" is not UTF-8. Save the file as \"CSV UTF-8\".",
                "Line 4: the byte 0xFC after \"3;Kanne;5;K\" is not UTF-8. Save the file as \"CSV UTF-8\".",
            ],
            errors.ToArray());
    }

    [Fact]
    public void Of_very_many_lines_that_are_not_UTF_8_a_thousand_are_named()
    {
        var (_, errors) = ThresholdCsv.Parse(Encoding.Latin1.GetBytes(Comma + string.Concat(Enumerable.Repeat("\u00FC\n", 5000))));
        Assert.Equal((1001, "And 4000 more."), (errors.Length, errors[^1]));
    }

    [Fact]
    public void UTF_16_is_named()
    {
        var (_, errors) = ThresholdCsv.Parse(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Comma + "1,Lamp,5\n")).ToArray());
        Assert.Contains("UTF-16", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("recovery_threshhold", "Did you mean recovery_threshold?")]
    [InlineData("leadtime", "Did you mean lead_time_days?")]
    [InlineData("Lead Time Days", "Did you mean lead_time_days?")]
    [InlineData("ware_house", "Did you mean warehouse?")]
    [InlineData("hold", "Did you mean")]
    [InlineData("colour", "x_colour")]
    public void A_column_that_is_not_known_is_refused_with_what_may_be_meant(string column, string hint)
    {
        var error = Assert.Single(Bad($"product_id,name,stockout_threshold,{column}\n1,Lamp,5,3\n"));
        Assert.StartsWith("Line 1: ", error, StringComparison.Ordinal);
        Assert.Contains(hint, error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_that_is_far_from_all_has_no_suggestion() =>
        Assert.DoesNotContain("Did you mean", Bad("product_id,name,stockout_threshold,zzz\n1,Lamp,5,3\n")[0], StringComparison.Ordinal);

    [Fact]
    public void Columns_without_a_name_may_be_there_as_long_as_they_are_empty()
    {
        Assert.Single(Good("product_id,name,stockout_threshold,,\n1,Lamp,5,,\n"));
        Assert.Contains("column 4 has no name", Assert.Single(Bad("product_id,name,stockout_threshold,,\n1,Lamp,5,7,\n")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_was_accepted_before_stays_readable()
    {
        Assert.Single(Accepted("product_id,name,stockout_threshold,colour\n1,Lamp,5,red\n"));
        Assert.Equal(1.2m, Accepted(Semicolon + "1;Lamp;1.200\n")[0]);
        Assert.Equal(2.5m, Accepted(Semicolon + "1;Lamp;2,5\n")[0]);
        Assert.Single(Accepted(Comma + "1.0E+05,Lamp,5\n"));
        Assert.Single(ThresholdCsv.Parse(Encoding.Latin1.GetBytes(Comma + "1,Gr\u00FCn,5\n"), isAccepted: true).Rows);
    }

    private static decimal?[] Accepted(string file) =>
        [.. ThresholdCsv.Parse(Encoding.UTF8.GetBytes(file), isAccepted: true).Rows.Select(row => row.Threshold)];

    private static ImmutableArray<ThresholdRow> Good(string file) => ThresholdCsvTests.Good(file);

    private static string[] Bad(string file)
    {
        var (rows, errors) = ThresholdCsv.Parse(Encoding.UTF8.GetBytes(file));
        Assert.Empty(rows);
        return [.. errors];
    }
}
