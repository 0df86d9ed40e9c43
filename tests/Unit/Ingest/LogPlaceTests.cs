using RefillRadar.Ingest.Formats;

namespace RefillRadar.Tests.Unit.Ingest;

public sealed class LogPlaceTests
{
    private const string Row = """{"product_id":12,"quantity_available":5,"last_updated":"2026-02-01T00:00:00Z"}""";
    private static readonly long Commit = new DateTime(2026, 3, 1, 10, 11, 12, DateTimeKind.Utc).Ticks;

    [Fact]
    public void Transaction_details_make_a_place()
    {
        var change = Change("""
            "transaction-record-id":7,"commit-timestamp":"2026-03-01T10:11:12.000000Z",
            "stream-position":"mysql-bin-changelog.002171:36912271:4:36912322:15032388608:mysql-bin-changelog.002171:36912183"
            """);
        Assert.Equal(new LogPlace(2_171, 36_912_271, 5, 7), change.Place);
        Assert.Equal(new DateTime(Commit, DateTimeKind.Utc), change.CommittedAt);
    }

    [Fact]
    public void The_order_of_metadata_does_not_matter() =>
        Assert.Equal(new LogPlace(1, 2, 4, 7), Change("""
            "stream-position":"b.1:2:3","commit-timestamp":"2026-03-01T10:11:12Z","transaction-record-id":"7"
            """).Place);

    [Theory]
    [InlineData("1975:-1:2074:9:mysql-bin-changelog.000007:1885", 0)]
    [InlineData("1975:0", 1)]
    [InlineData("1975", 0)]
    public void A_step_of_minus_one_as_in_the_checkpoints_of_AWS_comes_before_zero(string rest, uint step) =>
        Assert.Equal(new LogPlace(7, 1975, step, 1), Change($"\"transaction-record-id\":1,\"stream-position\":\"mysql-bin-changelog.000007:{rest}\"").Place);

    [Fact]
    public void The_base_name_of_the_log_is_told() =>
        Assert.Equal("mysql-bin-changelog", Change("\"stream-position\":\"mysql-bin-changelog.000007:1975:-1\"").LogName);

    [Fact]
    public void A_stream_position_is_enough() =>
        Assert.Equal(new LogPlace(10, 20, 0, 0), Change("\"stream-position\":\"mysql-bin.000010:20\"").Place);

    [Theory]
    [InlineData("\"transaction-id\":5")]
    [InlineData("\"transaction-record-id\":5")]
    [InlineData("\"commit-timestamp\":\"2026-03-01T10:11:12Z\"")]
    [InlineData("\"commit-timestamp\":\"2026-03-01T10:11:12Z\",\"transaction-record-id\":7")] // two changes in one second have both
    [InlineData("\"stream-position\":\"00000000/1A2B3C4D\"")]
    [InlineData("\"stream-position\":\"mysql-bin.000010:1:-2\"")]
    [InlineData("\"stream-position\":\"\"")]
    [InlineData("\"stream-position\":\"mysql-bin:20:0\"")]
    [InlineData("\"stream-position\":\"mysql-bin.000010:x:0\"")]
    [InlineData("\"stream-position\":\"mysql-bin.000010:1:99999999999\"")]
    [InlineData("\"stream-position\":\"mysql-bin.99999999999:1:0\"")]
    [InlineData("\"stream-position\":17")]
    [InlineData("\"stream-position\":null")]
    public void Less_than_that_is_no_place(string metadata) => Assert.False(Change(metadata).Place.IsPresent);

    [Theory]
    [InlineData("\"transaction-record-id\":-1")]
    [InlineData("\"transaction-record-id\":99999999999")]
    public void A_broken_part_leaves_no_place_rather_than_a_wrong_one(string metadata) =>
        Assert.False(Change("\"stream-position\":\"b.1:2:3\"," + metadata).Place.IsPresent);

    [Theory]
    [InlineData("\"commit-timestamp\":\"soon\"")]
    [InlineData("\"commit-timestamp\":\"1970-01-01T00:00:00Z\"")]
    public void A_time_that_cannot_be_read_does_not_cost_the_place(string metadata)
    {
        var change = Change("\"stream-position\":\"b.1:2:3\"," + metadata);
        Assert.True(change.Place.IsPresent);
        Assert.False(change.HasEventTime);
    }

    [Fact]
    public void The_build_time_tells_the_lag_when_there_is_no_commit_time() =>
        Assert.Equal(new DateTime(2026, 3, 1, 10, 11, 13, DateTimeKind.Utc).AddTicks(8_342_110), Change("\"x\":1").CommittedAt);

    [Fact]
    public void The_row_tells_the_lag_when_nothing_else_does() =>
        Assert.Equal(new DateTime(2026, 2, 1, 0, 0, 0, DateTimeKind.Utc), Change("\"timestamp\":\"\"").CommittedAt);

    [Theory]
    [InlineData("2026-03-01T10:11:12Z", 0)]
    [InlineData("2026-03-01 10:11:12", 0)]
    [InlineData("2026-03-01T10:11:12.5Z", 5_000_000)]
    [InlineData("2026-03-01T10:11:12.123456789Z", 1_234_567)]
    [InlineData("2026-03-01T12:11:12+02:00", 0)]
    [InlineData("2026-03-01T08:41:12-0130", 0)]
    public void Times_are_read_in_many_ways(string text, long ticks) =>
        Assert.Equal(Commit + ticks, Change($"\"commit-timestamp\":\"{text}\"").CommittedAt?.Ticks);

    [Theory]
    [InlineData("2026-02-30T10:11:12Z")]
    [InlineData("2026-13-01T10:11:12Z")]
    [InlineData("0000-00-00T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59Z")]
    [InlineData("2026-03-01T24:00:00Z")]
    [InlineData("2026-03-01T10:11:12.Z")]
    [InlineData("2026-03-01T10:11:12+2")]
    [InlineData("2026-03-01T10:11:12 UTC")]
    [InlineData("2026-03-0")]
    public void A_time_that_cannot_be_read_is_unknown(string text) =>
        Assert.Null(Change($"\"commit-timestamp\":\"{text}\",\"timestamp\":\"\"", """{"product_id":12}""").CommittedAt);

    private static SeenChange Change(string metadata, string row = Row) => Read.Change(Read.Dms("update", row, metadata: metadata));
}
