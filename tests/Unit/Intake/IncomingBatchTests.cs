using System.Text;
using CsCheck;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Stock.Order;
using RefillRadar.Ingest.Formats;
using RefillRadar.Ingest.Formats.Envelope;
using RefillRadar.Silo.Ingest;

namespace RefillRadar.Tests.Unit.Intake;

public sealed class IncomingBatchTests
{
    private static readonly Place Ten = new(0, 0, 10);

    [Fact]
    public void Lines_without_a_position_take_that_of_the_request_and_their_place()
    {
        var changes = Read($"{Row(1, 5)}\n{Row(2, 6)}\n{Row(1, 4)}", Ten).InOrder().ToArray();
        Assert.Equal(["1=5", "2=6", "1=4"], changes.Select(change => $"{change.Key}={change.Quantity}"));
        Assert.Equal([Ten.WithLine(1), Ten.WithLine(2), Ten.WithLine(3)], changes.Select(change => change.Position.Place));
        var next = Read(Row(1, 9), new Place(0, 0, 11)).InOrder().Single();
        Assert.True(next.Position.CompareTo(changes[2].Position) > 0);
        Assert.True(changes[0].Position.CompareTo(changes[2].Position) < 0);
    }

    [Fact]
    public void Lines_without_any_position_count_by_their_arrival()
    {
        var changes = Read($"{Row(1, 5)}\n{Row(1, 6)}").InOrder().ToArray();
        Assert.All(changes, change => Assert.Equal(Position.None, change.Position));
    }

    [Fact]
    public void Of_several_documents_of_a_record_that_say_nothing_of_their_order_the_last_of_a_product_counts()
    {
        var batch = new IncomingBatch(new StockKeyCache());
        batch.Start(BatchIngest.KinesisFormat, DateTimeOffset.UnixEpoch);
        var body = Ingest.Read.EventOf(Encoding.UTF8.GetBytes($"{Row(1, 5)}\n{Row(2, 6)}\n{Row(1, 4)}"), Encoding.UTF8.GetBytes(Row(1, 3)));
        new KinesisEventReader(new ColumnMapping()).Read(body, ref batch);
        Assert.Equal(["1=4", "2=6", "1=3"], batch.InOrder().Select(change => $"{change.Key}={change.Quantity}"));
        Assert.Equal(1, batch.Skipped.By["superseded"]);
    }

    [Fact]
    public void A_position_of_the_record_itself_goes_before_that_of_the_request()
    {
        const string Maxwell = """{"database":"HASP","table":"inventory","type":"update","ts":1772359872,"data":{"product_id":1,"quantity_available":5},"position":"bin.000003:44"}""";
        var change = Read(Maxwell, Ten).InOrder().Single();
        Assert.Equal(new Position("records#maxwell", Place.InLog(3, 44)), change.Position);
        Assert.True(change.CommittedTicks > 0);
    }

    [Fact]
    public void Every_change_goes_to_the_partition_of_its_key_with_its_place()
    {
        var batch = Read(string.Join('\n', Enumerable.Range(1, 200).Select(id => Row(id, id))));
        for (var partition = 0; partition < batch.Parts.Length; partition++)
        {
            var part = batch.Parts[partition];
            var changes = part.ToBatch().Changes.Span;
            Assert.Equal(part.Count, changes.Length);
            for (var place = 0; place < changes.Length; place++)
            {
                Assert.Equal(partition, StockPartitions.Of(changes[place].Key));
                Assert.Equal($"{part.IndexOf(place) + 1}", changes[place].Key);
            }
        }

        Assert.Equal(200, batch.Parts.Sum(part => part.Count));
    }

    [Fact]
    public void What_cannot_be_read_is_kept_with_its_bytes_and_the_rest_goes_on()
    {
        var batch = Read($"{Row(1, 5)}\nnonsense\n{Row(2, 6)}");
        Assert.Equal(2, batch.InOrder().Count());
        var record = Assert.Single(batch.Rejected);
        Assert.Equal(("nonsense", "records", "records"), (Encoding.UTF8.GetString(record.Bytes.Span), record.Source, record.Format));
        Assert.Equal([1], batch.RejectedIndexes);
    }

    [Fact]
    public void A_batch_is_empty_when_it_starts_again()
    {
        var batch = Read($"{Row(1, 5)}\nnonsense\nnull", Ten);
        batch.Start("kinesis", DateTimeOffset.UnixEpoch.AddDays(1));
        Assert.Empty(batch.InOrder());
        Assert.Empty(batch.Rejected);
        Assert.Empty(batch.RejectedIndexes);
        Assert.Equal((0, 0L, "kinesis"), (batch.Skipped.Count, batch.NewestCommit, batch.Format));
        Assert.Null(batch.Position);
        Assert.All(batch.Parts, part => Assert.Equal(0, part.Count));
    }

    [Fact]
    public void Operations_mean_the_same_on_both_sides() =>
        Assert.Equal(
            Enum.GetValues<ChangeOperation>().Select(operation => (operation.ToString(), (int)operation)),
            Enum.GetValues<StockOperation>().Select(operation => (operation.ToString(), (int)operation)));

    [Fact]
    public void Cached_keys_are_the_keys() =>
        Gen.Select(Gen.OneOf(Gen.Int[0, 50].Select(id => $"{id}"), Gen.OneOf("a@b", "é", "%", "1", "12", new string('x', 63), new string('x', 64), new string('x', 200))), Gen.OneOf("", "", "2", "12", "n@rth")).Array[1, 40].Sample(asked =>
        {
            var cache = new StockKeyCache();
            foreach (var (product, warehouse) in asked.Concat(asked))
            {
                var entry = cache.Get(Encoding.UTF8.GetBytes(product), Encoding.UTF8.GetBytes(warehouse));
                Assert.Equal(StockKey.Of(product, warehouse), entry.Key);
                Assert.Equal(StockPartitions.Of(entry.Key), entry.Partition);
            }
        }, iter: 300);

    [Fact]
    public void A_known_key_is_the_same_string_again()
    {
        var cache = new StockKeyCache();
        Assert.Same(cache.Get("7"u8, "north"u8).Key, cache.Get("7"u8, "north"u8).Key);
        Assert.NotEqual(cache.Get("71"u8, ""u8).Key, cache.Get("7"u8, "1"u8).Key);
    }

    [Fact]
    public void A_quarantine_id_is_the_same_for_the_same_record_and_only_for_it()
    {
        var id = QuarantineId.Of("stream", "1", "bytes"u8);
        Assert.Matches("^[0-9a-f]{32}$", id);
        Assert.Equal(id, QuarantineId.Of("stream", "1", "bytes"u8));
        string[] others =
        [
            QuarantineId.Of("stream", "2", "bytes"u8), QuarantineId.Of("other", "1", "bytes"u8), QuarantineId.Of("stream", "1", "byte"u8),
            QuarantineId.Of("stream", null, "bytes"u8), QuarantineId.Of("stream", "1\nb", "ytes"u8), QuarantineId.Of("stream", "1", ""u8),
        ];
        Assert.Equal(6, others.Append(id).Distinct().Count() - 1);
    }

    internal static string Row(int id, decimal quantity, string operation = "update") =>
        $$$"""{"data":{"product_id":{{{id}}},"quantity_available":{{{quantity}}}},"metadata":{"record-type":"data","operation":"{{{operation}}}","schema-name":"HASP","table-name":"inventory"}}""";

    private static IncomingBatch Read(string lines, Place position = default)
    {
        var batch = new IncomingBatch(new StockKeyCache());
        batch.Start(BatchIngest.LinesFormat, DateTimeOffset.UnixEpoch, position.IsPresent ? new LinePosition(position) : null);
        new RecordLinesReader(new ColumnMapping()).Read(Encoding.UTF8.GetBytes(lines), ref batch);
        return batch;
    }
}
