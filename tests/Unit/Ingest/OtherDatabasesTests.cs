using RefillRadar.Ingest.Formats;

namespace RefillRadar.Tests.Unit.Ingest;

/// <summary>Positions of PostgreSQL, SQL Server and Oracle in Debezium's records.</summary>
public sealed class OtherDatabasesTests
{
    [Fact]
    public void PostgreSQL_counts_by_its_lsn()
    {
        Assert.Equal(new LogPlace(0, 24_023_128, 0, 0), Of("\"schema\":\"HASP\",\"lsn\":24023128"));
        Assert.False(Of("\"schema\":\"HASP\",\"lsn\":null").IsPresent);
    }

    [Fact]
    public void SQL_Server_counts_by_the_commit_and_then_by_the_change()
    {
        var place = new LogPlace(0x27, (0x758UL << 16) | 5, (0x27U << 24) | 0x758, (3 << 16) | 1);
        Assert.Equal(place, Of("\"change_lsn\":\"00000027:00000758:0003\",\"commit_lsn\":\"00000027:00000758:0005\",\"event_serial_no\":\"1\""));
        Assert.Equal(place, Of("\"commit_lsn\":\"00000027:00000758:0005\",\"change_lsn\":\"00000027:00000758:0003\",\"event_serial_no\":1"));
        Assert.Equal((0x758UL << 16) | 5, Of("\"change_lsn\":null,\"commit_lsn\":\"00000027:00000758:0005\"").Offset);
        Assert.False(Of("\"change_lsn\":\"00000027:0000075G:0003\"").IsPresent);
    }

    [Fact]
    public void Oracle_counts_by_scn_and_within_one_by_its_redo_log()
    {
        Assert.Equal(new LogPlace(0, 2_868_546, (0x588 << 16) | 0x10, 2), Of("\"scn\":\"2868546\",\"rs_id\":\" 0x000124.00000588.0010 \",\"ssn\":2"));
        Assert.Equal(new LogPlace(0, 2_868_546, 0, 0), Of("\"scn\":2868546"));
    }

    [Fact]
    public void Oracle_counts_by_the_commit_where_it_is_known() =>
        Assert.True(Of("\"scn\":\"1\",\"commit_scn\":\"10\"").Offset > Of("\"scn\":\"5\",\"commit_scn\":\"9\"").Offset);

    [Theory]
    [InlineData("-2", "BQ==", "500")]
    [InlineData("0", "BQ==", "5")]
    [InlineData("3", "BQ==", "0.005")]
    public void A_scale_may_be_negative(string scale, string text, string level) => Assert.Equal(
        decimal.Parse(level, System.Globalization.CultureInfo.InvariantCulture),
        Read.Change($$$"""{"op":"c","after":{"product_id":1,"quantity_available":{"scale":{{{scale}}},"value":"{{{text}}}"} },"before":{"product_id":1,"quantity_available":{"scale":0,"value":"Yw=="} } }""").Quantity);

    [Theory]
    [InlineData("\"99\"")]
    [InlineData("\"x\"")]
    [InlineData("null")]
    public void A_scale_that_cannot_be_is_rejected(string scale) => Assert.Contains(
        "is not the base64 of a decimal",
        Read.Rejection($$$"""{"schema":{"fields":[{"field":"quantity_available","name":"org.apache.kafka.connect.data.Decimal","parameters":{"scale":{{{scale}}} } }]},"payload":{"op":"c","after":{"product_id":1,"quantity_available":"BQ=="} } }"""), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"product_id":1,"quantity_available":5,"op":"d"}""")]
    [InlineData("""{"product_id":1,"quantity_available":5,"table":"oak","source_table":"x"}""")]
    [InlineData("""{"__deleted":[[[1]]],"product_id":1,"quantity_available":5,"op":"d","table":"oak"}""")]
    public void Columns_named_like_fields_of_Debezium_stay_columns(string json) => Assert.Equal("Update 1 = 5", Read.Change(json).Brief);

    [Theory]
    [InlineData("\"db\":\"HASP\",\"schema\":\"public\"", true)]
    [InlineData("\"db\":\"shop\",\"schema\":\"hasp\"", true)]
    [InlineData("\"db\":\"shop\",\"schema\":\"public\"", false)]
    [InlineData("\"schema\":\"HASP\"", true)]
    public void Schema_or_database_is_the_mapped_one(string source, bool isOurs) =>
        Assert.Equal(isOurs, Read.Record(Json($"{source},\"table\":\"inventory\"")).Changes.Count == 1);

    [Fact]
    public void Ids_of_precise_decimals_are_read_by_their_schema() =>
        Assert.Equal("Insert 15 = 4", Read.Change(
            """{"schema":{"fields":[{"field":"product_id","name":"org.apache.kafka.connect.data.Decimal","parameters":{"scale":"0"}}]},"payload":{"op":"c","after":{"product_id":"Dw==","quantity_available":4}}}""").Brief);

    private static LogPlace Of(string source) => Read.Change(Json(source)).Place;

    private static string Json(string source) => $$$"""{"op":"c","before":null,"after":{"product_id":1,"quantity_available":5},"source":{{{{source}}}}}""";
}
