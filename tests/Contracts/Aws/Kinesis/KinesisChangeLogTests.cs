using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using RefillRadar.Grains.Stock.CatchUp;
using RefillRadar.Grains.Stock.Order;
using RefillRadar.Ingest.Formats;
using RefillRadar.Ingest.Formats.Envelope;
using RefillRadar.Silo.Adapters.Aws;
using RefillRadar.Silo.Adapters.Aws.Kinesis;
using RefillRadar.Silo.Adapters.Aws.Kinesis.Client;
using RefillRadar.Silo.Ingest;
using RefillRadar.Tests.Contracts.Contracts;

namespace RefillRadar.Tests.Contracts.Aws.Kinesis;

public sealed class KinesisChangeLogTests(KinesisFixture kinesis) : ChangeLogContract, IClassFixture<KinesisFixture>
{
    private string _stream = "";

    protected override string Source => "arn:aws:kinesis:us-east-1:000000000000:stream/" + _stream;

    protected override async Task<IChangeLog> CreateAsync()
    {
        _stream = await kinesis.CreateStreamAsync();
        return Log(_stream);
    }

    protected override Task InsertAsync(IEnumerable<(int ProductId, string Quantity)> rows) =>
        kinesis.PutAsync(_stream, rows.Select(row => ("key", Dms(row.ProductId, row.Quantity))));

    [Fact]
    public async Task Positions_and_all_else_are_those_of_the_delivery_by_Lambda()
    {
        string[] records =
        [
            Dms(1, "10"),
            """{"data":{"product_id":1,"quantity_available":9},"metadata":{"operation":"update","commit-timestamp":"2026-11-23T12:00:00.123456Z","stream-position":"bin.000002.77.1","transaction-record-id":3,"schema-name":"HASP","table-name":"inventory"}}""",
            """{"op":"u","before":{"product_id":1},"after":{"product_id":2,"quantity_available":8},"source":{"file":"bin.000002","pos":99,"row":0,"db":"HASP","table":"inventory","ts_ms":1795435200000}}""",
            "not json",
            "",
        ];
        var numbers = await kinesis.PutAsync(_stream, records.Where(record => record.Length > 0).Select(record => ("key", record)));

        var read = await ReadAsync(DateTimeOffset.UtcNow.AddMinutes(-5));
        Assert.Equal(Delivered(records.Zip(numbers)), read);
        Assert.Equal(4, read.Count);
    }

    [Fact]
    public async Task What_went_through_shards_that_were_split_and_merged_comes_in_order()
    {
        await PutOneAsync(1);
        await kinesis.SplitAsync(_stream, "shardId-000000000000");
        await PutOneAsync(2);
        await kinesis.MergeAsync(_stream, "shardId-000000000001", "shardId-000000000002");
        await PutOneAsync(3);

        Assert.Equal([1, 2, 3], (await ReadAsync(DateTimeOffset.MinValue)).Select(change => (int)change.Quantity!));
    }

    [Fact]
    public async Task A_time_behind_the_last_record_is_the_end_of_the_stream()
    {
        Assert.Empty(await ReadAsync(DateTimeOffset.UtcNow.AddMinutes(-5)));
        await PutOneAsync(1);
        var stream = new KinesisStream(kinesis.Client, _stream);
        var shard = (await stream.ShardsAsync(CancellationToken.None))[0];
        var oldest = await stream.IteratorAsync(shard, null, null, CancellationToken.None);
        var behind = (await stream.RecordsAsync(oldest!, CancellationToken.None)).Records![0].ApproximateArrivalTimestamp!.Value.ToUniversalTime().AddMilliseconds(2);
        SpinWait.SpinUntil(() => DateTime.UtcNow > behind);
        var iterator = await stream.IteratorAsync(shard, null, behind, CancellationToken.None);
        Assert.Empty((await stream.RecordsAsync(iterator!, CancellationToken.None)).Records!);
        await PutOneAsync(2);
        Assert.Single((await stream.RecordsAsync(iterator!, CancellationToken.None)).Records!);
    }

    [Fact]
    public async Task All_shards_are_read()
    {
        _stream = await kinesis.CreateStreamAsync(shards: 9);
        await kinesis.PutAsync(_stream, Enumerable.Range(1, 200).Select(id => ($"key-{id}", Dms(id, $"{id}"))));
        var changes = new List<StockChange>();
        await foreach (var batch in Log(_stream).ReadAsync(DateTimeOffset.MinValue, CancellationToken.None))
            changes.AddRange(batch.Changes);
        Assert.Equal(Enumerable.Range(1, 200), changes.Select(change => (int)change.Quantity!).Order());
    }

    [Fact]
    public async Task A_stream_that_is_not_there_is_named()
    {
        var error = await Assert.ThrowsAsync<IOException>(async () =>
        {
            await foreach (var batch in Log("nowhere").ReadAsync(DateTimeOffset.MinValue, CancellationToken.None))
                Assert.Fail("read something");
        });
        Assert.Contains("There is no Kinesis stream nowhere", error.Message, StringComparison.Ordinal);
        Assert.Contains("RefillRadar:Aws:StreamName", error.Message, StringComparison.Ordinal);
    }

    private Task<List<string>> PutOneAsync(int quantity) => kinesis.PutAsync(_stream, [("key", Dms(1, $"{quantity}"))]);

    private KinesisChangeLog Log(string stream) => new(
        kinesis.Client,
        new AwsOptions { Region = "us-east-1", TopicArn = "", StreamName = stream, ThresholdsBucket = "" },
        new ColumnMapping(),
        TimeProvider.System,
        NullLogger<KinesisChangeLog>.Instance);

    private List<StockChange> Delivered(IEnumerable<(string Record, string Number)> records)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            Records = records.Select(record => new
            {
                kinesis = new { partitionKey = "key", sequenceNumber = record.Number, data = Convert.ToBase64String(Encoding.UTF8.GetBytes(record.Record)) },
                eventSourceARN = Source,
            }),
        });
        var incoming = new IncomingBatch(new StockKeyCache());
        incoming.Start(BatchIngest.KinesisFormat, DateTimeOffset.UtcNow);
        new KinesisEventReader(new ColumnMapping()).Read(body, ref incoming);
        return [.. incoming.InOrder()];
    }

    private static string Dms(int productId, string quantity)
    {
        var value = int.TryParse(quantity, out _) ? quantity : $"\"{quantity}\"";
        return $$$"""{"data":{"product_id":{{{productId}}},"quantity_available":{{{value}}}},"metadata":{"operation":"insert","record-type":"data","schema-name":"HASP","table-name":"inventory"}}""";
    }
}
