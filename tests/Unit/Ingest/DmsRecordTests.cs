using RefillRadar.Ingest.Formats;

namespace RefillRadar.Tests.Unit.Ingest;

public sealed class DmsRecordTests
{
    private static readonly ColumnMapping ByWarehouse = new() { Warehouse = "site" };

    [Theory]
    [InlineData("load", "Load 12 = 5")]
    [InlineData("insert", "Insert 12 = 5")]
    [InlineData("update", "Update 12 = 5")]
    [InlineData("delete", "Delete 12")]
    public void Each_operation_gives_its_change(string operation, string expected) =>
        Assert.Equal(expected, Read.Change(Read.Dms(operation, """{"product_id":12,"quantity_available":5}""")).Brief);

    [Fact]
    public void A_delete_may_carry_only_the_key() =>
        Assert.Equal("Delete 12", Read.Change(Read.Dms("delete", """{"product_id":12}""")).Brief);

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    public void A_delete_may_carry_the_key_only_in_the_before_image(string data) =>
        Assert.Equal("Delete 12", Read.Change(Read.Dms("delete", data, """{"product_id":"12","quantity_available":"5"}""")).Brief);

    [Fact]
    public void An_update_may_carry_the_key_only_in_the_before_image() =>
        Assert.Equal("Update 12 = 5", Read.Change(Read.Dms("update", """{"quantity_available":5}""", """{"product_id":"12"}""")).Brief);

    [Fact]
    public void An_update_without_the_level_is_a_change_without_a_level() =>
        Assert.Equal("Update 12", Read.Change(Read.Dms("update", """{"product_id":12}""", """{"product_id":12,"quantity_available":7}""")).Brief);

    [Theory]
    [InlineData("insert")]
    [InlineData("load")]
    public void A_new_row_without_the_level_is_rejected(string operation) =>
        Assert.Equal("column quantity_available is missing. The row has product_id.", Read.Rejection(Read.Dms(operation, """{"product_id":12}""")));

    [Fact]
    public void A_level_that_is_null_is_rejected() =>
        Assert.Equal("column quantity_available is null",
            Read.Rejection(Read.Dms("update", """{"product_id":12,"quantity_available":null}""")));

    [Fact]
    public void A_row_that_moves_to_another_key_ends_the_old_one_first()
    {
        var changes = Read.Record(Read.Dms("update", """{"product_id":13,"quantity_available":5}""",
            """{"product_id":"12","quantity_available":"5"}""", "\"stream-position\":\"bin.000003:77:1\"")).Changes;
        Assert.Equal(["Delete 12", "Update 13 = 5"], changes.Select(change => change.Brief));
        Assert.All(changes, change => Assert.Equal((0, new LogPlace(3, 77, 2, 0)), (change.Index, change.Place)));
    }

    [Theory]
    [InlineData("12", "\"12\"")]
    [InlineData("12", "\"12.00\"")]
    [InlineData("\"12\"", "12")]
    [InlineData("1.2e1", "12")]
    [InlineData("12", "null")]
    public void A_before_image_that_writes_the_same_key_otherwise_moves_nothing(string after, string before) =>
        Assert.Equal("Update 12 = 5",
            Read.Change(Read.Dms("update", $$"""{"product_id":{{after}},"quantity_available":5}""", $$"""{"product_id":{{before}}}""")).Brief);

    [Fact]
    public void A_row_that_moves_to_another_warehouse_ends_the_old_key()
    {
        var changes = Read.Record(Read.Dms("update", """{"product_id":12,"site":"B","quantity_available":5}""", """{"site":"A"}"""), ByWarehouse).Changes;
        Assert.Equal(["Delete 12@A", "Update 12@B = 5"], changes.Select(change => change.Brief));
    }

    [Theory]
    [InlineData("insert")]
    [InlineData("load")]
    [InlineData("delete")]
    public void Only_an_update_moves_a_row(string operation) =>
        Assert.Single(Read.Record(
            Read.Dms(operation, """{"product_id":13,"quantity_available":5}""", """{"product_id":12}""")).Changes);

    [Theory]
    [InlineData("\"B\"", "Insert 12@B = 5")]
    [InlineData("3", "Insert 12@3 = 5")]
    [InlineData("null", "Insert 12 = 5")]
    [InlineData("\"\"", "Insert 12 = 5")]
    public void A_mapped_warehouse_is_part_of_the_key(string site, string expected) =>
        Assert.Equal(expected,
            Read.Change(Read.Dms("insert", $$"""{"product_id":12,"quantity_available":5,"site":{{site}}}"""), ByWarehouse).Brief);

    [Fact]
    public void A_missing_warehouse_is_rejected_rather_than_counted_for_the_wrong_key() =>
        Assert.Equal("column site is missing. The row has product_id, quantity_available.",
            Read.Rejection(Read.Dms("insert", """{"product_id":12,"quantity_available":5}"""), ByWarehouse));

    [Fact]
    public void Column_names_match_in_any_case_and_when_escaped() =>
        Assert.Equal("Insert 12 = 5",
            Read.Change(Read.Dms("insert", """{"PRODUCT_ID":12,"\u0051uantity_Available":5,"other":{"product_id":9}}""")).Brief);

    [Fact]
    public void Mapped_columns_take_the_place_of_the_defaults()
    {
        var columns = new ColumnMapping { ProductId = "sku", Quantity = "größe", Schema = "shop", Table = "stock" };
        var json = Read.Dms("insert", """{"sku":"A","größe":5,"product_id":1,"quantity_available":2}""")
            .Replace("HASP", "Shop", StringComparison.Ordinal).Replace("inventory", "STOCK", StringComparison.Ordinal);
        Assert.Equal("Insert A = 5", Read.Change(json, columns).Brief);
    }

    [Theory]
    [InlineData("\"table-name\":\"orders\"")]
    [InlineData("\"schema-name\":\"other\"")]
    [InlineData("\"table-name\":\"awsdms_status\",\"operation\":\"odd\"")]
    public void Another_table_is_ignored_not_rejected(string metadata) =>
        Assert.Equal(IgnoredReason.OtherTable, Read.Ignoral(Read.Dms("insert", """{"order_id":1}""", metadata: metadata)));

    [Theory]
    [InlineData("\"table-name\":\"\",\"schema-name\":\"\"")]
    [InlineData("\"table-name\":null,\"schema-name\":null")]
    [InlineData("\"table-name\":\"INVENTORY\",\"schema-name\":\"hasp\"")]
    public void A_record_that_names_no_table_or_ours_in_another_case_counts(string metadata) =>
        Assert.Equal("Insert 12 = 5",
            Read.Change(Read.Dms("insert", """{"product_id":12,"quantity_available":5}""", metadata: metadata)).Brief);

    [Theory]
    [InlineData("""{"control":{"table-def":{"columns":{}}},"metadata":{"timestamp":"2026-03-01T10:11:13Z","record-type":"control","operation":"create-table","partition-key-type":"task-id","schema-name":"","table-name":"awsdms_apply_exceptions"}}""")]
    [InlineData("""{"control":{},"metadata":{"record-type":"control","operation":"rename-column","schema-name":"HASP","table-name":"inventory"}}""")]
    public void Control_records_are_ignored(string json) => Assert.Equal(IgnoredReason.Control, Read.Ignoral(json));

    // Maybe it was ours.
    [Fact]
    public void A_dropped_table_without_a_name_counts_as_the_mapped_one() =>
        Assert.Equal(IgnoredReason.Truncated, Read.Ignoral("""{"metadata":{"operation":"drop-table"},"control":{}}"""));

    [Theory]
    [InlineData("upsert", "operation is not known: \"upsert\".")]
    [InlineData("", "operation is not known: \"\".")]
    public void An_unknown_operation_is_rejected(string operation, string reason) =>
        Assert.Equal(reason, Read.Rejection(Read.Dms(operation, """{"product_id":12,"quantity_available":5}""")));

    [Theory]
    [InlineData("insert", "null")]
    [InlineData("update", "[1]")]
    [InlineData("delete", "7")]
    public void A_record_without_a_row_is_rejected(string operation, string data) =>
        Assert.Contains("no row", Read.Rejection(Read.Dms(operation, data)), StringComparison.Ordinal);

    [Fact]
    public void Of_duplicate_properties_the_last_counts() =>
        Assert.Equal("Insert 2 = 6",
            Read.Change(Read.Dms("update", """{"product_id":1,"product_id":2,"quantity_available":5,"quantity_available":6}""", metadata: "\"operation\":\"insert\"")).Brief);

    [Fact]
    public void Where_it_came_from_is_told()
    {
        var change = Read.Change(Read.Dms("insert", """{"product_id":12,"quantity_available":5}"""));
        Assert.Equal(("1000", Read.Arn), (change.Sequence, change.Source));
    }
}
