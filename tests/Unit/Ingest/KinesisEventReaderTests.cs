using System.Buffers;
using System.Text;
using CsCheck;
using RefillRadar.Ingest.Formats;
using RefillRadar.Ingest.Formats.Envelope;

namespace RefillRadar.Tests.Unit.Ingest;

public sealed class KinesisEventReaderTests
{
    private static readonly string Good = Read.Dms("insert", """{"product_id":12,"quantity_available":5}""");
    private static readonly string GoodData = Convert.ToBase64String(Encoding.UTF8.GetBytes(Good));

    [Fact]
    public void An_event_without_records_is_an_event() => Assert.Empty(Read.Event("""{"Records":[]}"""u8.ToArray()).Changes);

    [Theory]
    [InlineData("", "not JSON")]
    [InlineData("nonsense", "not JSON")]
    [InlineData("[]", "not a JSON object")]
    [InlineData("null", "not a JSON object")]
    [InlineData("{}", "no Records array")]
    [InlineData("{\"Records\":{}}", "not an array")]
    [InlineData("{\"Records\":null}", "not an array")]
    [InlineData("{\"Records\":[1]}", "Records[0] is not an object")]
    [InlineData("{\"Records\":[{}]}", "Records[0] has no kinesis.data")]
    [InlineData("{\"Records\":[{\"kinesis\":7}]}", "Records[0] has no kinesis.data")]
    [InlineData("{\"Records\":[{\"kinesis\":{\"sequenceNumber\":\"1\"}}]}", "Records[0] has no kinesis.data")]
    [InlineData("{\"Records\":[{\"kinesis\":{\"data\":\"\"}}]}", "Records[0] has no kinesis.sequenceNumber")]
    [InlineData("{\"Records\":[{\"kinesis\":{\"data\":\"\",\"sequenceNumber\":\"\"}}]}", "Records[0] has no kinesis.sequenceNumber")]
    [InlineData("{\"Records\":[{\"kinesis\":{\"data\":\"\",\"sequenceNumber\":1}}]}", "sequenceNumber is not a string")]
    [InlineData("{\"Records\":[{\"kinesis\":{\"data\":5,\"sequenceNumber\":\"1\"}}]}", "data is not a string")]
    [InlineData("{\"Records\":[]", "not JSON")]
    [InlineData("{\"Records\":[]} {}", "not JSON")]
    [InlineData("{\"Records\":[],\"Records\":[]}", "Records twice")]
    [InlineData("{\"a\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "not JSON")]
    public void A_body_that_is_no_such_event_is_refused_with_a_sentence(string body, string sentence) =>
        Assert.Contains(sentence, Assert.Throws<NotAKinesisEventException>(() => Read.Event(Encoding.UTF8.GetBytes(body))).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_record_without_data_after_good_ones_refuses_the_event() =>
        Assert.Throws<NotAKinesisEventException>(() => Read.Event(Encoding.UTF8.GetBytes(
            $$"""{"Records":[{"kinesis":{"data":"{{GoodData}}","sequenceNumber":"1"} },{"kinesis":{"sequenceNumber":"2"} }]}""")));

    [Fact]
    public void Properties_may_come_in_any_order_and_unknown_ones_do_not_matter()
    {
        var body = $$$"""
            {"x":[{"Records":1}],"Records":[{"eventSourceARN":"{{{Read.Arn}}}","more":{"data":"x"},"kinesis":{"data":"{{{GoodData}}}","deep":[[{}]],
            "sequenceNumber":"77"},"eventID":null}],"y":{"Records":[]}}
            """;
        var change = Assert.Single(Read.Event(Encoding.UTF8.GetBytes(body)).Changes);
        Assert.Equal(("Insert 12 = 5", "77", Read.Arn), (change.Brief, change.Sequence, change.Source));
    }

    [Fact]
    public void A_record_does_not_inherit_from_the_one_before()
    {
        var body = $$"""
            {"Records":[{"eventSourceARN":"a","kinesis":{"data":"{{GoodData}}","sequenceNumber":"1"} },{"kinesis":{"data":"{{GoodData}}","sequenceNumber":"2"} }]}
            """;
        Assert.Equal(["a", ""], Read.Event(Encoding.UTF8.GetBytes(body)).Changes.Select(change => change.Source));
    }

    [Fact]
    public void However_records_begin_and_end_they_are_read_as_if_each_came_alone()
    {
        string[] parts =
        [
            "'kinesis':{'data':'" + GoodData + "','sequenceNumber':'1'}", "'kinesis':{'sequenceNumber':'2','data':'" + GoodData + "'}",
            "'eventID':'x:1'", "'eventID':'x:2'", "'eventID':7", "'eventSourceARN':'a'", "'eventSourceARN':'b'", "'awsRegion':'r'",
        ];
        var record = Gen.Select(Gen.Int[0, 1], Gen.Int[0, parts.Length - 1].Array[0, 6], Gen.Bool).Select((first, more, last) =>
            "{" + string.Join(',', (last ? more.Append(first) : more.Prepend(first)).Select(part => parts[part])).Replace('\'', '"') + "}");
        record.Array[1, 8].Sample(
            records => Assert.Equal(records.Select(alone => Assert.Single(Brief(alone))), Brief(string.Join(',', records))), iter: 20_000);

        static IEnumerable<(string, string, string)> Brief(string records) => Read.Event(Encoding.UTF8.GetBytes($$"""{"Records":[{{records}}]}"""))
            .Changes.Select(change => (change.Brief, change.Sequence, change.Source));
    }

    [Fact]
    public void Base64_and_numbers_may_be_escaped()
    {
        var escaped = string.Concat(GoodData.Select(c => $"\\u{(int)c:x4}"));
        var body = $$"""{"\u0052ecords":[{"kinesis":{"\u0064ata":"{{escaped}}","sequenceNumber":"\u0031"},"eventSourceARN":"a\/b"}]}""";
        var change = Assert.Single(Read.Event(Encoding.UTF8.GetBytes(body)).Changes);
        Assert.Equal(("1", "a/b"), (change.Sequence, change.Source));
    }

    [Theory]
    [InlineData("%%%", "not base64")]
    [InlineData("YQ", "not base64")]
    [InlineData("", "empty")]
    [InlineData("bm8=", "not JSON")]
    [InlineData("W10=", "not a JSON object")]
    [InlineData("e30=", "not one of DMS, Debezium or Maxwell")]
    [InlineData("e30ge30=", "not JSON")]
    [InlineData("IA==", "not JSON")]
    public void A_bad_record_is_rejected_and_the_rest_goes_on(string data, string reason)
    {
        var sink = Read.Event(Read.EventOfData(GoodData, data, GoodData));
        Assert.Equal([(0, "1000"), (2, "1002")], sink.Changes.Select(change => (change.Index, change.Sequence)));
        var rejection = Assert.Single(sink.Rejections);
        Assert.Contains(reason, rejection.Reason, StringComparison.Ordinal);
        Assert.Equal((1, "1001"), (rejection.Index, rejection.Sequence));
    }

    [Fact]
    public void A_rejected_record_keeps_its_decoded_bytes()
    {
        Assert.Equal("no"u8.ToArray(), Read.Event(Read.EventOfData("bm8=")).Rejections[0].Raw);
        Assert.Equal("%%%"u8.ToArray(), Read.Event(Read.EventOfData("%%%")).Rejections[0].Raw);
    }

    [Theory]
    [InlineData("{\"data\":{\"product_id\":\"\\ud800\",\"quantity_available\":1}")]
    [InlineData("{\"data\":{\"\\udc00\":1}")]
    public void Lone_surrogates_are_rejected(string json) => Assert.Contains("not valid Unicode",
        Read.Rejection(json + ""","metadata":{"operation":"insert"}}"""), StringComparison.Ordinal);

    [Fact]
    public void Invalid_utf8_in_the_id_is_rejected()
    {
        var payload = Encoding.Latin1.GetBytes(Read.Dms("insert", "{\"product_id\":\"\u00fc\",\"quantity_available\":1}"));
        Assert.Equal("column product_id is not valid UTF-8", Assert.Single(Read.Event(Read.EventOf(payload)).Rejections).Reason);
    }

    [Fact]
    public void Deep_nesting_is_rejected() => Assert.Contains("not JSON", Read.Rejection(new string('[', 100_000)), StringComparison.Ordinal);

    [Fact]
    public void A_megabyte_of_text_beside_the_mapped_columns_does_no_harm() =>
        Assert.Equal("Insert 12 = 5",
            Read.Change(Read.Dms("insert", $$"""{"product_id":12,"note":"{{new string('x', 1 << 20)}}","quantity_available":5}""")).Brief);

    [Theory]
    [InlineData("\uFEFF")]
    [InlineData("\n\t ")]
    public void A_byte_order_mark_or_blanks_before_the_record_do_not_matter(string before) =>
        Assert.Equal("Insert 12 = 5", Read.Change(before + Good + "\n").Brief);

    [Fact]
    public void A_body_in_pieces_reads_the_same()
    {
        var body = Read.EventOfData(Enumerable.Repeat(GoodData, 20));
        var first = new Segment(body.AsMemory(0, 7), 0);
        var last = first;
        for (var at = 7; at < body.Length; at += 100)
            last = last.Append(body.AsMemory(at, Math.Min(100, body.Length - at)));
        var sink = new RecordingSink();
        var count = new KinesisEventReader(new ColumnMapping()).Read(new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length), ref sink);
        Assert.Equal((20, 20), (count, sink.Changes.Count));
    }

    [Fact]
    public void An_error_of_the_sink_is_not_taken_for_one_of_the_record()
    {
        var sink = new FailingSink();
        Assert.Throws<InvalidOperationException>(() => new KinesisEventReader(new ColumnMapping()).Read(Read.EventOfData(GoodData), ref sink));
    }

    [Fact]
    public void Blank_names_are_refused() => Assert.Throws<ArgumentException>(() => new ColumnMapping { ProductId = " " });

    private sealed class FailingSink : IRecordSink
    {
        public void Change(in ChangeRecord change) => throw new InvalidOperationException();

        public void Rejected(in RejectedRecord record) => Assert.Fail(record.Reason);

        public void Ignored(in IgnoredRecord record) => Assert.Fail("ignored");
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, long index)
        {
            Memory = memory;
            RunningIndex = index;
        }

        public Segment Append(ReadOnlyMemory<byte> memory)
        {
            var next = new Segment(memory, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }
}
