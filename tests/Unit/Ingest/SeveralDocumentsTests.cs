using System.Security.Cryptography;
using System.Text;
using CsCheck;
using RefillRadar.Ingest.Formats;

namespace RefillRadar.Tests.Unit.Ingest;

/// <summary>Kinesis records that hold more than one document, or none: JSON lines, arrays, records of the Kinesis Producer Library, tombstones.</summary>
public sealed class SeveralDocumentsTests
{
    private const string Delete = """{"before":{"product_id":1,"quantity_available":0},"after":null,"source":{"db":"HASP","table":"inventory"},"op":"d","ts_ms":1}""";
    private static readonly string First = Row(1, 5);
    private static readonly string Second = Row(2, 6);

    [Theory]
    [InlineData("{0}\n{1}")]
    [InlineData("{0}\r\n{1}\r\n")]
    [InlineData("{0}{1}")]
    [InlineData(" {0}\n\n {1} ")]
    [InlineData("[{0},{1}]")]
    [InlineData("[\n{0},\n{1}\n]\n")]
    public void Each_document_of_a_record_is_read_and_has_its_place(string form)
    {
        var sink = Event(Text(form), Encoding.UTF8.GetBytes(Row(3, 7)));
        Assert.Equal(
            [("Insert 1 = 5", 0, "1000"), ("Insert 2 = 6", 0, "1000"), ("Insert 3 = 7", 1, "1001")],
            sink.Changes.Select(change => (change.Brief, change.Index, change.Sequence)));
        Assert.Empty(sink.Rejections);
    }

    [Fact]
    public void A_broken_document_among_others_is_rejected_alone()
    {
        var sink = Event(Encoding.UTF8.GetBytes($"{First}\n{{\"data\":\n{Second}"));
        Assert.Equal(["Insert 1 = 5", "Insert 2 = 6"], sink.Changes.Select(change => change.Brief));
        Assert.Equal("{\"data\":", Encoding.UTF8.GetString(Assert.Single(sink.Rejections).Raw));
    }

    [Theory]
    [InlineData("{\n \"data\": {\n")]
    [InlineData("{\"data\":1}}")]
    [InlineData("[1,\n2]\n3")]
    public void One_broken_document_is_one_rejected_record(string text) =>
        Assert.Equal(text, Encoding.UTF8.GetString(Assert.Single(Event(Encoding.UTF8.GetBytes(text)).Rejections).Raw));

    [Fact]
    public void Records_of_the_Kinesis_Producer_Library_are_read_one_by_one()
    {
        var sink = Event(Aggregate(Encoding.UTF8.GetBytes(First), Encoding.UTF8.GetBytes($"{Second}\n{Row(3, 7)}")), Encoding.UTF8.GetBytes(Row(4, 8)));
        Assert.Equal(
            [("Insert 1 = 5", 0), ("Insert 2 = 6", 0), ("Insert 3 = 7", 0), ("Insert 4 = 8", 1)], sink.Changes.Select(change => (change.Brief, change.Index)));
        Assert.Empty(sink.Rejections);
    }

    [Fact]
    public void An_aggregated_record_whose_checksum_is_wrong_is_rejected()
    {
        var record = Aggregate(Encoding.UTF8.GetBytes(First));
        record[^1] ^= 1;
        Assert.Contains("(KPL)", Assert.Single(Event(record).Rejections).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_an_aggregated_record_holds_it_ends() =>
        Gen.Byte.Array[0, 60].Sample(
            message =>
            {
                var sink = Event(Sealed(message));
                Assert.Empty(sink.Changes);
                Assert.NotEmpty(sink.Rejections);
            },
            iter: 20_000);

    [Fact]
    public void An_empty_record_behind_a_delete_of_Debezium_is_its_tombstone()
    {
        var sink = Event(Encoding.UTF8.GetBytes(Delete), []);
        Assert.Equal("Delete 1", Assert.Single(sink.Changes).Brief);
        Assert.Equal([(1, IgnoredReason.Tombstone)], sink.Ignorals);
        Assert.Empty(sink.Rejections);
    }

    [Fact]
    public void An_empty_record_under_a_JSON_key_is_a_tombstone_whatever_came_before()
    {
        var sink = Read.Event(Encoding.UTF8.GetBytes(
            """{"Records":[{"kinesis":{"partitionKey":"{\\"product_id\\":9}","sequenceNumber":"1","data":""},"eventID":"s:1"}]}""".Replace("\\\\", "\\", StringComparison.Ordinal)));
        Assert.Equal([(0, IgnoredReason.Tombstone)], sink.Ignorals);
    }

    [Fact]
    public void Any_other_empty_record_is_rejected()
    {
        Assert.Equal("The record is empty.", Assert.Single(Event(Array.Empty<byte>()).Rejections).Reason);
        Assert.Equal(1, Assert.Single(Event(Encoding.UTF8.GetBytes(First), []).Rejections).Index);
        Assert.Equal(2, Assert.Single(Event(Encoding.UTF8.GetBytes(Delete), [], []).Rejections).Index);
    }

    private static RecordingSink Event(params byte[][] records) => Read.Event(Read.EventOf(records));

    private static byte[] Text(string form) =>
        Encoding.UTF8.GetBytes(form.Replace("{0}", First, StringComparison.Ordinal).Replace("{1}", Second, StringComparison.Ordinal));

    private static string Row(int product, int quantity) =>
        Read.Dms("insert", $$"""{"product_id":{{product}},"quantity_available":{{quantity}}}""").ReplaceLineEndings("");

    // partition_key_table, then the records with a key index, data and a tag.
    private static byte[] Aggregate(params byte[][] records) =>
        Sealed([0x0A, 1, (byte)'k', .. records.SelectMany(data => Field(3, [0x08, 0, .. Field(3, data), .. Field(4, [0x0A, 1, (byte)'t'])]))]);

#pragma warning disable CA5351 // The format's checksum.
    private static byte[] Sealed(byte[] message) => [0xF3, 0x89, 0x9A, 0xC2, .. message, .. MD5.HashData(message)];
#pragma warning restore CA5351

    private static byte[] Field(int number, byte[] value) => [(byte)((number << 3) | 2), .. Varint(value.Length), .. value];

    private static IEnumerable<byte> Varint(int value)
    {
        for (; value >= 0x80; value >>= 7)
            yield return (byte)(value | 0x80);
        yield return (byte)value;
    }
}
