using System.Text.Json;
using RefillRadar.Pipeline.Cloud;
using RefillRadar.Pipeline.Database;
using RefillRadar.Pipeline.Streams;
using RefillRadar.Tests.Emulators;
using RefillRadar.Tests.EndToEnd.Running;
using Shop = RefillRadar.Pipeline.Database.Shop;

namespace RefillRadar.Tests.EndToEnd.Pipeline;

/// <summary>What the stand-in writes for a database's life, in the shape that DMS documents.</summary>
[Collection(Alone.Name)]
public sealed class DmsStandInTests
{
    [Fact]
    public async Task Tables_rows_and_every_kind_of_change_come_as_DMS_writes_them()
    {
        using var aws = new AwsCalls();
        await using var emulators = await EmulatorProcess.StartAsync("kinesis");
        var stream = await KinesisStream.CreateAsync(aws, emulators["kinesis"], "captured", shards: 1);
        await using var database = await MariaDbServer.StartAsync();
        await using var shop = new Shop(await database.OpenAsync());
        await shop.StockAsync([1, 2], 50);
        await using var dms = await DmsStandIn.StartAsync(database, stream);

        await shop.SetAsync([(1, 40), (2, 30)]);
        await shop.ExecuteAsync("UPDATE inventory SET product_id = 3 WHERE product_id = 2");
        await shop.ExecuteAsync("DELETE FROM inventory WHERE product_id = 1");
        await shop.ExecuteAsync("INSERT INTO inventory(product_id, quantity_available) VALUES (4, 9)");
        await shop.ExecuteAsync("ALTER TABLE inventory ADD COLUMN note VARCHAR(10)");
        var records = await ReadAsync(stream, 15);

        Assert.Equal(4, dms.Loaded);
        Assert.Equal(
            [
                "create-table awsdms_apply_exceptions", "drop-table products", "create-table products", "load products", "load products",
                "drop-table inventory", "create-table inventory", "load inventory", "load inventory",
                "update inventory", "update inventory", "update inventory", "delete inventory", "insert inventory", "change-columns inventory",
            ],
            records.Select(record => $"{Metadata(record, "operation")} {Metadata(record, "table-name")}"));
        AssertLoad(records[7]);
        AssertUpdate(records[9], records[10]);
        Assert.Equal((3, 2), (Column(records[11], "data", "product_id"), Column(records[11], "before-image", "product_id")));
        Assert.Equal(1, Column(records[12], "data", "product_id"));
        Assert.False(records[13].TryGetProperty("before-image", out _));
    }

    [Fact]
    public async Task A_stream_that_was_away_loses_nothing()
    {
        using var aws = new AwsCalls();
        await using var emulators = await EmulatorProcess.StartAsync("kinesis");
        var stream = await KinesisStream.CreateAsync(aws, emulators["kinesis"], "away", shards: 1);
        await using var database = await MariaDbServer.StartAsync();
        await using var shop = new Shop(await database.OpenAsync());
        await shop.StockAsync([1], 1);
        await using var dms = await DmsStandIn.StartAsync(database, stream);

        // Longer than its connections live: it ends them when it wakes up, with what came meanwhile.
        await emulators.SignalAsync("STOP");
        await shop.SetAsync([(1, 2)]);
        await Task.Delay(TimeSpan.FromSeconds(6));
        await emulators.SignalAsync("CONT");
        await shop.SetAsync([(1, 3)]);

        await Eventually.TrueAsync(
            async () => (await ReadAsync(stream, 1)).Any(record => record.TryGetProperty("before-image", out _) && Column(record, "data", "quantity_available") == 3),
            "the last change");
        Assert.Null(dms.Ended);
    }

    private static void AssertLoad(JsonElement load)
    {
        Assert.Equal(50, Column(load, "data", "quantity_available"));
        Assert.Equal(
            ("data", "primary-key", "HASP.inventory.1", "HASP"),
            (Metadata(load, "record-type"), Metadata(load, "partition-key-type"), Metadata(load, "partition-key-value"), Metadata(load, "schema-name")));
        Assert.False(load.GetProperty("metadata").TryGetProperty("transaction-id", out _));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$", load.GetProperty("data").GetProperty("last_updated").GetString()!);
    }

    private static void AssertUpdate(JsonElement first, JsonElement second)
    {
        Assert.Equal((40, 50), (Column(first, "data", "quantity_available"), Column(first, "before-image", "quantity_available")));
        var (one, two) = (first.GetProperty("metadata"), second.GetProperty("metadata"));
        Assert.Equal(one.GetProperty("transaction-id").GetInt64(), two.GetProperty("prev-transaction-id").GetInt64());
        Assert.Equal(one.GetProperty("transaction-id").GetInt64(), two.GetProperty("transaction-id").GetInt64());
        Assert.Equal((1, 2), (one.GetProperty("transaction-record-id").GetInt32(), two.GetProperty("transaction-record-id").GetInt32()));
        Assert.Matches(@"^mysql-bin-changelog\.000\d\d\d:\d+:0:", one.GetProperty("stream-position").GetString()!);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000000Z$", one.GetProperty("commit-timestamp").GetString()!);
    }

    private static async Task<JsonElement[]> ReadAsync(KinesisStream stream, int count)
    {
        List<StreamRecord> all = [];
        var place = await stream.BeginAsync(stream.Shards[0], default);
        await Eventually.TrueAsync(
            async () =>
            {
                (var records, place) = await stream.ReadAsync(place, 1000, default);
                all.AddRange(records);
                return all.Count >= count;
            },
            $"{count} records");
        return [.. all.Select(record => JsonDocument.Parse(record.Text).RootElement)];
    }

    private static string? Metadata(JsonElement record, string field) => record.GetProperty("metadata").GetProperty(field).GetString();

    private static int Column(JsonElement record, string image, string column) => record.GetProperty(image).GetProperty(column).GetInt32();
}
