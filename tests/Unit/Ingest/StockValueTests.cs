using System.Globalization;
using System.Text.Json;
using CsCheck;
using RefillRadar.Ingest.Formats;

namespace RefillRadar.Tests.Unit.Ingest;

public sealed class StockValueTests
{
    private static readonly ColumnMapping ByWarehouse = new() { Warehouse = "site" };

    [Theory]
    [InlineData("5", "5")]
    [InlineData("0", "0")]
    [InlineData("-3", "-3")]
    [InlineData("2.5", "2.5")]
    [InlineData("\"7\"", "7")]
    [InlineData("\" 7 \"", "7")]
    [InlineData("\"+7\"", "7")]
    [InlineData("\"007\"", "7")]
    [InlineData("\"-0.50\"", "-0.5")]
    [InlineData("1.2e2", "120")]
    [InlineData("\"1E-3\"", "0.001")]
    [InlineData("0e999999999999", "0")]
    [InlineData("12345678901", "12345678901")]
    [InlineData("\"\\u0031\\u0032\"", "12")]
    [InlineData("1000000000000000000", "1000000000000000000")]
    [InlineData("-1e18", "-1000000000000000000")]
    [InlineData("18446744073709551615", "18446744073709551615")]
    [InlineData("-1e20", "-100000000000000000000")]
    public void Levels_are_read_however_they_are_written(string json, string expected) =>
        Assert.Equal(decimal.Parse(expected, CultureInfo.InvariantCulture), Insert("12", json).Quantity);

    [Theory]
    [InlineData("\"abc\"", "is not a number: \"abc\"")]
    [InlineData("\"\"", "is empty")]
    [InlineData("\"  \"", "is empty")]
    [InlineData("true", "is not a number: true")]
    [InlineData("79228162514264337593543950335", "must be between -10^20 and 10^20 (got \"79228162514264337593543950335\")")]
    [InlineData("-100000000000000000001", "must be between -10^20 and 10^20 (got \"-100000000000000000001\")")]
    [InlineData("7e28", "must be between -10^20 and 10^20 (got \"7e28\")")]
    [InlineData("{\"a\":1}", "is not a number")]
    [InlineData("[1]", "is not a number")]
    [InlineData("\"0x1F\"", "is not a number: \"0x1F\"")]
    [InlineData("\"1,5\"", "is not a number: \"1,5\"")]
    [InlineData("\"NaN\"", "is not a number: \"NaN\"")]
    [InlineData("\"--1\"", "is not a number: \"--1\"")]
    [InlineData("\"+-1\"", "is not a number: \"+-1\"")]
    [InlineData("\"12\\u0000\"", "is not a number: \"12\uFFFD\"")]
    [InlineData("1e400", "is too large or too fine a number: \"1e400\"")]
    [InlineData("79228162514264337593543950336", "is too large or too fine a number: \"79228162514264337593543950336\"")]
    public void What_is_no_level_is_rejected_with_its_column(string json, string reason) =>
        Assert.Equal("column quantity_available " + reason, Read.Rejection(InsertJson("12", json)));

    [Fact]
    public void A_reason_is_short_and_free_of_control_characters()
    {
        var reason = Read.Rejection(InsertJson("12", JsonSerializer.Serialize(new string('x', 40) + "\n\u0085\u2028" + string.Concat(Enumerable.Repeat("😀", 250_000)))));
        Assert.InRange(reason.Length, 60, 120);
        Assert.DoesNotContain(reason, c => char.IsControl(c) || c == '\u2028');
        Assert.EndsWith("…\"", reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("12", "12")]
    [InlineData("12.0", "12")]
    [InlineData("\"12\"", "12")]
    [InlineData("1.2e1", "12")]
    [InlineData("1200E-2", "12")]
    [InlineData("-0", "0")]
    [InlineData("-12", "-12")]
    [InlineData("12.50", "12.5")]
    [InlineData("0.0125e1", "0.125")]
    [InlineData("125e-4", "0.0125")]
    [InlineData("-125e-1", "-12.5")]
    [InlineData("1.234567890123456789e18", "1234567890123456789")]
    [InlineData("1e30", "1000000000000000000000000000000")]
    [InlineData("\"0012\"", "0012")]
    [InlineData("\"1e1\"", "1e1")]
    [InlineData("\"Größe 5\"", "Größe 5")]
    [InlineData("\"\\ud83d\\ude00\\/<script>\"", "😀/<script>")]
    [InlineData("\"a@b%c\"", "a@b%c")]
    public void Product_ids_are_normalized(string json, string expected) => Assert.Equal(expected, Insert(json, "1").ProductId);

    [Theory]
    [InlineData("null", "is null")]
    [InlineData("true", "is neither text nor a number: true")]
    [InlineData("{}", "is neither text nor a number")]
    [InlineData("[12]", "is neither text nor a number")]
    [InlineData("\"\"", "is empty")]
    [InlineData("\" \\u00a0\"", "is empty")]
    [InlineData("\"a\\u0000\"", "holds the control character U+0000")]
    [InlineData("\"a\\nb\"", "holds the control character U+000A")]
    [InlineData("\"a\\u0085\"", "holds the control character U+0085")]
    [InlineData("1e300", "is longer than 256 characters")]
    [InlineData("1e-300", "is longer than 256 characters")]
    [InlineData("1e99999999999999999999", "is longer than 256 characters")]
    public void What_is_no_product_id_is_rejected_with_its_column(string json, string reason) =>
        Assert.Equal("column product_id " + reason, Read.Rejection(InsertJson(json, "1")));

    [Fact]
    public void A_missing_product_id_is_rejected() =>
        Assert.Equal("column product_id is missing. The row has quantity_available.", Read.Rejection(Read.Dms("insert", """{"quantity_available":1}""")));

    [Theory]
    [InlineData('a', 256, true)]
    [InlineData('a', 257, false)]
    [InlineData('ü', 256, true)]
    [InlineData('ü', 257, false)]
    [InlineData('%', 85, true)]
    [InlineData('%', 86, false)]
    public void A_stock_key_has_at_most_256_characters_with_its_escapes(char letter, int length, bool isAccepted)
    {
        var sink = Read.Record(InsertJson($"\"{new string(letter, length)}\"", "1"));
        Assert.Equal(isAccepted ? 1 : 0, sink.Changes.Count);
        Assert.Equal(isAccepted ? 0 : 1, sink.Rejections.Count(rejected => rejected.Reason.Contains("256", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(126, true)]
    [InlineData(127, false)]
    public void The_warehouse_counts_for_the_length_of_the_key(int length, bool isAccepted)
    {
        var json = Read.Dms("insert", $$"""{"product_id":"{{new string('a', 129)}}","site":"{{new string('b', length)}}","quantity_available":1}""");
        Assert.Equal(isAccepted ? 1 : 0, Read.Record(json, ByWarehouse).Changes.Count);
    }

    [Fact]
    public void Any_level_is_read_back_exactly() =>
        Gen.Decimal[-1_000_000_000_000_000_000m, 1_000_000_000_000_000_000m].Sample(level => Insert("12", level.ToString(CultureInfo.InvariantCulture)).Quantity == level);

    [Fact]
    public void An_integer_in_scientific_notation_has_the_id_of_its_digits() =>
        Gen.Select(Gen.Long[1, long.MaxValue], Gen.Int[0, 18]).Sample((id, shift) =>
        {
            var digits = id.ToString(CultureInfo.InvariantCulture);
            var point = Math.Max(digits.Length - shift, 1);
            var json = $"{digits[..point]}{(point < digits.Length ? "." : "")}{digits[point..]}e{digits.Length - point}";
            return Insert(json, "1").ProductId == digits;
        });

    private static SeenChange Insert(string id, string quantity) => Read.Change(InsertJson(id, quantity));

    private static string InsertJson(string id, string quantity) =>
        Read.Dms("insert", $$"""{"product_id":{{id}},"quantity_available":{{quantity}}}""");
}
