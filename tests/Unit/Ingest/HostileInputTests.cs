using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using RefillRadar.Ingest.Formats;
using RefillRadar.Ingest.Formats.Envelope;

namespace RefillRadar.Tests.Unit.Ingest;

public sealed class HostileInputTests
{
    private static readonly string[] Records =
    [
        Read.Dms("update", """{"product_id":13,"quantity_available":5,"last_updated":"2026-01-01T00:00:00Z"}""", """{"product_id":"12"}""",
            "\"transaction-record-id\":7,\"commit-timestamp\":\"2026-03-01T10:11:12Z\",\"stream-position\":\"b.1:2:3\""),
        """{"op":"u","before":{"product_id":1},"after":{"product_id":2,"quantity_available":"1e1"},"ts_ms":1,"source":{"db":"HASP","table":"inventory","file":"b.2","pos":3,"row":0,"ts_ms":1772359872000}}""",
        """{"database":"HASP","table":"inventory","type":"update","ts":1772359872,"commit":true,"data":{"product_id":3,"quantity_available":-1.5},"old":{"product_id":4},"position":"b.3:4"}""",
        """{"schema":{},"payload":{"op":"d","before":{"product_id":"\u00fc\ud83d\ude00"},"after":null}}""",
    ];

    private static readonly Gen<byte[]> Anything = Gen.OneOf(
        Gen.Byte.Array[0, 60],
        Gen.Char["{}[]\",:\\0129eE.+-tfn u\n"].Array[0, 40].Select(characters => Encoding.UTF8.GetBytes(characters)),
        Mutations(Gen.Int[0, Records.Length - 1].Select(n => Records[n]).Select(Encoding.UTF8.GetBytes)));

    [Fact]
    public void Good_records_around_any_bytes_are_delivered_in_order() =>
        Anything.Array[0, 5].Sample(bad =>
        {
            var payloads = bad.SelectMany((bytes, n) => new[] { bytes, Marker(n) });
            var sink = Read.Event(Read.EventOf(payloads));
            Assert.Equal(Enumerable.Range(0, bad.Length).Select(n => $"good-{n}"),
                sink.Changes.Where(change => change.Index % 2 == 1).Select(change => change.ProductId));
            Assert.Equal(bad.Length * 2, Indexes(sink).Distinct().Count());
        }, iter: 3_000);

    [Fact]
    public void Any_event_is_read_or_refused() =>
        Gen.OneOf(Anything, Mutations(Gen.Const(Read.EventOf(Records.Select(Encoding.UTF8.GetBytes))))).Sample(body =>
        {
            try
            {
                Read.Event(body);
            }
            catch (NotAKinesisEventException refusal)
            {
                Assert.DoesNotContain(refusal.Message, char.IsControl);
            }
        }, iter: 5_000);

    [Fact]
    public void Any_lines_are_read_and_each_record_has_its_own_place() =>
        Anything.Array[0, 5].Sample(bad =>
        {
            var lines = bad.SelectMany((bytes, n) => new[] { OneLine(bytes), Marker(n) }).SelectMany(line => (byte[])[.. line, (byte)'\n']).ToArray();
            var sink = new RecordingSink();
            var count = new RecordLinesReader(new ColumnMapping()).Read(lines, ref sink);
            Assert.Equal(Enumerable.Range(0, count), Indexes(sink).Distinct().Order());
            Assert.All(sink.Rejections, rejected => Assert.DoesNotContain(rejected.Reason, char.IsControl));
        }, iter: 3_000);

    [Fact]
    public void The_order_of_properties_does_not_matter() =>
        Gen.Select(Gen.Int[0, Records.Length - 1].Select(n => Records[n]), Gen.Int).Sample((record, seed) =>
        {
            var shuffled = Shuffled(JsonNode.Parse(record)!, new Random(seed)).ToJsonString();
            Assert.Equal(Read.Record(record).Changes, Read.Record(shuffled).Changes);
        }, iter: 500);

    private static byte[] Marker(int n) => Encoding.UTF8.GetBytes(
        Read.Dms("insert", $$"""{"product_id":"good-{{n}}","quantity_available":1}""").ReplaceLineEndings(""));

    private static IEnumerable<int> Indexes(RecordingSink sink) =>
        [.. sink.Changes.Select(x => x.Index), .. sink.Rejections.Select(x => x.Index), .. sink.Ignorals.Select(x => x.Index)];

    private static byte[] OneLine(byte[] bytes) => [.. bytes.Where(value => value is not ((byte)'\n' or (byte)'\r'))];

    /// <summary>Bytes overwritten, a piece cut out, a piece doubled.</summary>
    private static Gen<byte[]> Mutations(Gen<byte[]> valid) =>
        Gen.Select(valid, Gen.Select(Gen.Double.Unit, Gen.Byte).Array[0, 3], Gen.Double.Unit, Gen.Double.Unit, Gen.Int[0, 2])
            .Select((bytes, edits, from, to, kind) =>
            {
                var copy = bytes.ToArray();
                foreach (var (where, value) in edits)
                    copy[(int)(where * (copy.Length - 1))] = value;
                var start = (int)(Math.Min(from, to) * copy.Length);
                var end = (int)(Math.Max(from, to) * copy.Length);
                return kind switch
                {
                    0 => copy,
                    1 => [.. copy[..start], .. copy[end..]],
                    _ => [.. copy[..end], .. copy[start..]],
                };
            });

    private static JsonNode Shuffled(JsonNode node, Random random) => node is not JsonObject json
        ? node.DeepClone()
        : new JsonObject(json.OrderBy(_ => random.Next()).Select(property =>
            KeyValuePair.Create(property.Key, property.Value is null ? null : Shuffled(property.Value, random))));
}
