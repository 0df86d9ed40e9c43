using RefillRadar.Ingest.Formats;

namespace RefillRadar.Tests.Unit.Ingest;

public sealed class DebeziumRecordTests
{
    private const string Source =
        """{"version":"3.0","connector":"mysql","name":"shop","ts_ms":1772359872000,"snapshot":"false","db":"HASP","table":"inventory","server_id":1,"file":"mysql-bin.000012","pos":4711,"row":3}""";

    [Theory]
    [InlineData("c", "null", "{\"product_id\":12,\"quantity_available\":5}", "Insert 12 = 5")]
    [InlineData("u", "{\"product_id\":12,\"quantity_available\":6}", "{\"product_id\":12,\"quantity_available\":5}", "Update 12 = 5")]
    [InlineData("d", "{\"product_id\":12,\"quantity_available\":5}", "null", "Delete 12")]
    [InlineData("r", "null", "{\"product_id\":12,\"quantity_available\":\"5.00\"}", "Load 12 = 5.00")]
    public void Each_operation_gives_its_change(string op, string before, string after, string expected)
    {
        var envelope = Envelope(op, before, after);
        var level = decimal.Parse("5", System.Globalization.CultureInfo.InvariantCulture);
        foreach (var change in new[] { Read.Change(envelope), Read.Change($$$"""{"schema":{"type":"struct","op":"x"},"payload":{{{envelope}}}}""") })
        {
            Assert.Equal(expected.Split(" =")[0], change.Brief.Split(" =")[0]);
            Assert.Equal(expected.Contains('=', StringComparison.Ordinal) ? level : null, change.Quantity);
            Assert.Equal(new LogPlace(12, 4_711, 0, 3), change.Place);
            Assert.Equal(DateTime.UnixEpoch.AddSeconds(1_772_359_872), change.CommittedAt);
        }
    }

    [Fact]
    public void An_update_that_moves_the_row_ends_the_old_key() =>
        Assert.Equal(["Delete 12", "Update 13 = 5"], Read.Record(Envelope("u", """{"product_id":12}""", """{"product_id":13,"quantity_available":5}"""))
            .Changes.Select(change => change.Brief));

    [Theory]
    [InlineData("\"file\":\"mysql-bin.000012\"", "\"file\":\"\"")]
    [InlineData("\"file\":\"mysql-bin.000012\"", "\"file\":null")]
    [InlineData("\"pos\":4711", "\"pos\":null")]
    public void Without_a_file_and_a_position_there_is_no_mark(string part, string replacement) =>
        Assert.False(Read.Change(Envelope("c", "null", """{"product_id":12,"quantity_available":5}""").Replace(part, replacement, StringComparison.Ordinal))
            .Place.IsPresent);

    [Theory]
    [InlineData("null", IgnoredReason.Tombstone)]
    [InlineData("{\"schema\":null,\"payload\":null}", IgnoredReason.Tombstone)]
    [InlineData("{\"op\":\"t\",\"before\":null,\"after\":null}", IgnoredReason.Truncated)]
    [InlineData("{\"op\":\"m\",\"ts_ms\":1,\"message\":{}}", IgnoredReason.Control)]
    [InlineData("{\"ts_ms\":1772359872000}", IgnoredReason.Control)]
    [InlineData("{\"status\":\"BEGIN\",\"id\":\"file=a,pos=1\",\"ts_ms\":1}", IgnoredReason.Control)]
    [InlineData("{\"source\":{\"db\":\"HASP\",\"table\":\"inventory\"},\"databaseName\":\"HASP\",\"ddl\":\"ALTER TABLE x\",\"tableChanges\":[]}", IgnoredReason.Control)]
    [InlineData("{\"op\":\"c\",\"after\":{\"id\":1},\"source\":{\"db\":\"HASP\",\"table\":\"orders\"}}", IgnoredReason.OtherTable)]
    public void What_is_no_change_of_a_level_is_ignored(string json, IgnoredReason reason) => Assert.Equal(reason, Read.Ignoral(json));

    [Theory]
    [InlineData("x", "{\"product_id\":12,\"quantity_available\":5}", "op is not known: \"x\".")]
    [InlineData("", "{\"product_id\":12,\"quantity_available\":5}", "op is not known: \"\".")]
    [InlineData("c", "null", "The record has no row: neither data nor after is an object.")]
    public void What_cannot_be_understood_is_rejected(string op, string after, string reason) =>
        Assert.Equal(reason, Read.Rejection(Envelope(op, "null", after)));

    private static string Envelope(string op, string before, string after) =>
        $$"""{"before":{{before}},"after":{{after}},"source":{{Source}},"op":"{{op}}","ts_ms":1772359873123,"transaction":null}""";
}
