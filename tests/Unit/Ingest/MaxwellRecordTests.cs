using RefillRadar.Ingest.Formats;

namespace RefillRadar.Tests.Unit.Ingest;

public sealed class MaxwellRecordTests
{
    private const string Row = """{"product_id":12,"quantity_available":5}""";

    [Theory]
    [InlineData("insert", "Insert 12 = 5")]
    [InlineData("update", "Update 12 = 5")]
    [InlineData("delete", "Delete 12")]
    [InlineData("bootstrap-insert", "Load 12 = 5")]
    public void Each_type_gives_its_change(string type, string expected)
    {
        var change = Read.Change(Record(type, Row, "\"position\":\"master.000006:800911\",\"xoffset\":4"));
        Assert.Equal(expected, change.Brief);
        Assert.Equal(new LogPlace(6, 800_911, 0, 4), change.Place);
        Assert.Equal(DateTime.UnixEpoch.AddSeconds(1_772_359_872), change.CommittedAt);
    }

    [Fact]
    public void The_last_row_of_a_transaction_comes_after_the_numbered_ones() =>
        Assert.Equal(new LogPlace(6, 9, 0, uint.MaxValue), Read.Change(Record("insert", Row, "\"position\":\"master.000006:9\",\"commit\":true")).Place);

    [Fact]
    public void Without_a_position_there_is_no_place() => Assert.False(Read.Change(Record("insert", Row, "\"xoffset\":4")).Place.IsPresent);

    [Fact]
    public void Old_holds_only_the_changed_columns() =>
        Assert.Equal("Update 12 = 5", Read.Change(Record("update", Row, "\"old\":{\"quantity_available\":6}")).Brief);

    [Fact]
    public void An_old_key_ends() =>
        Assert.Equal(["Delete 11", "Update 12 = 5"], Read.Record(Record("update", Row, "\"old\":{\"product_id\":11}")).Changes.Select(change => change.Brief));

    [Theory]
    [InlineData("bootstrap-start")]
    [InlineData("bootstrap-complete")]
    [InlineData("table-alter")]
    [InlineData("database-create")]
    public void Markers_and_ddl_are_ignored(string type) => Assert.Equal(IgnoredReason.Control, Read.Ignoral(Record(type, "{}", "\"sql\":\"…\"")));

    [Fact]
    public void Another_table_is_ignored() =>
        Assert.Equal(IgnoredReason.OtherTable, Read.Ignoral("""{"database":"HASP","table":"orders","type":"insert","ts":1,"data":{"id":1}}"""));

    [Fact]
    public void An_unknown_type_is_rejected() =>
        Assert.Equal("type is not known: \"upsert\".", Read.Rejection(Record("upsert", Row, "\"xid\":1")));

    private static string Record(string type, string data, string more) =>
        $$"""{"database":"HASP","table":"inventory","type":"{{type}}","ts":1772359872,"xid":23396,"data":{{data}},{{more}}}""";
}
