using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Microsoft.Extensions.Time.Testing;
using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Contracts;
using RefillRadar.Silo.Adapters.Aws;
using RefillRadar.Silo.Adapters.Aws.Stores;
using static RefillRadar.Tests.Contracts.Aws.Stores.AlertRows;

namespace RefillRadar.Tests.Contracts.Aws.Stores;

public sealed class AlertLayoutTests(DynamoDbFixture dynamoDb) : IClassFixture<DynamoDbFixture>, IAsyncLifetime
{
    private readonly CancellationToken _ct = CancellationToken.None;
    private TestStores _stores = null!;
    private DynamoDbAlertStore _store = null!;

    public async Task InitializeAsync()
    {
        _stores = await TestStores.StartAsync(dynamoDb, StoreTables.Alerts);
        _store = new DynamoDbAlertStore(_stores.Client, _stores.Options, new FakeTimeProvider(Now));
    }

    public Task DisposeAsync()
    {
        _stores.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public void The_table_has_the_name_key_and_expiry_that_other_tools_know()
    {
        Assert.Equal("stockout_alerts", StoreTables.Alerts.Name);
        Assert.Equal(("alert_id", "S"), (StoreTables.Alerts.Hash.Attribute, StoreTables.Alerts.Hash.Type));
        Assert.Null(StoreTables.Alerts.Range);
        Assert.Equal("ttl_expiration", StoreTables.Alerts.TimeToLive);
    }

    [Fact]
    public async Task A_reader_of_the_original_table_reads_an_open_row_unchanged()
    {
        var row = Row("a", product: "42");
        await _store.PutAsync(row with { Alert = row.Alert with { Warehouse = "Ost" } }, _ct);

        var item = Assert.Single(await _stores.ItemsAsync(StoreTables.Alerts));
        Assert.Equal("a", item["alert_id"].S);
        Assert.Equal("42", item["product_id"].N);
        Assert.Equal("Name", item["product_name"].S);
        Assert.Equal("Ost", item["warehouse"].S);
        Assert.Equal("2.5", item["quantity"].N);
        Assert.Equal("5", item["threshold"].N);
        Assert.Equal("2026-11-23T12:00:00.0000000Z", item["alert_time"].S);
        Assert.Equal("9999999999", item["ttl_expiration"].N);
    }

    [Fact]
    public async Task A_resolved_row_expires_in_epoch_seconds_and_one_without_warehouse_has_no_such_attribute()
    {
        await _store.PutAsync(Row("a", status: AlertStatus.Resolved) with { ExpiresAt = Now.AddDays(7) }, _ct);
        var item = Assert.Single(await _stores.ItemsAsync(StoreTables.Alerts));
        Assert.Equal($"{Now.AddDays(7).ToUnixTimeSeconds()}", item["ttl_expiration"].N);
        Assert.False(item.ContainsKey("warehouse"));
    }

    [Theory]
    [InlineData("42", true)]
    [InlineData("-7", true)]
    [InlineData("9223372036854775807", true)]
    [InlineData("9223372036854775808", false)]
    [InlineData("123456789012345678901234567890123456789012", false)]
    [InlineData("007", false)]
    [InlineData("-0", false)]
    [InlineData("+5", false)]
    [InlineData("1.0", false)]
    [InlineData("sku-1", false)]
    [InlineData("", false)]
    public async Task A_product_id_is_a_number_only_where_it_comes_back_the_same(string id, bool number)
    {
        await _store.PutAsync(Row("a", product: id), _ct);
        var stored = Assert.Single(await _stores.ItemsAsync(StoreTables.Alerts))["product_id"];
        Assert.Equal((number ? id : null, number ? null : id), (stored.N, stored.S));
        Assert.Equal(id, (await _store.GetAsync("a", _ct))!.Alert.ProductId);
        Assert.Single((await _store.ListAsync(new AlertQuery { ProductId = id }, _ct)).Items);
    }

    [Theory]
    [InlineData("79228162514264337593543950335")]
    [InlineData("-79228162514264337593543950335")]
    [InlineData("0.0000000000000000000000000001")]
    [InlineData("-7.9228162514264337593543950335")]
    [InlineData("1.50")]
    [InlineData("0.000")]
    public async Task Every_decimal_is_kept_exactly(string digits)
    {
        var quantity = decimal.Parse(digits, System.Globalization.CultureInfo.InvariantCulture);
        var row = Row("a");
        await _store.PutAsync(row with { Alert = row.Alert with { Quantity = quantity } }, _ct);
        Assert.Equal(quantity, (await _store.GetAsync("a", _ct))!.Alert.Quantity);
    }

    // Why longer ids stay text: DynamoDB does not round them, it refuses them. A decimal has 29 digits at most.
    [Fact]
    public async Task A_number_of_more_than_38_digits_is_refused_and_not_rounded()
    {
        var item = AlertItem.Of(Row("a"));
        item["quantity"] = new AttributeValue { N = new string('9', 39) };
        await Assert.ThrowsAnyAsync<AmazonDynamoDBException>(() => _stores.Client.PutItemAsync(_stores.Name(StoreTables.Alerts), item));
    }

    [Fact]
    public async Task Each_sparse_index_holds_only_the_rows_it_is_for()
    {
        await _store.PutAsync(Row("pending", status: AlertStatus.Pending), _ct);
        await _store.PutAsync(Row("firing"), _ct);
        await _store.PutAsync(Row("due") with { Due = Now }, _ct);
        await _store.PutAsync(Row("was due") with { Due = Now }, _ct);
        await _store.PutAsync(Row("was due", revision: 2), _ct);
        await _store.PutAsync(Row("resolved", status: AlertStatus.Resolved), _ct);

        Assert.Equal(["due"], await IdsAsync(StoreTables.AlertsByDue));
        Assert.Equal(["resolved"], await IdsAsync(StoreTables.AlertsByResolution));
        Assert.Equal(["due", "firing", "resolved", "was due"], await IdsAsync(StoreTables.AlertsByFiring));
    }

    [Fact]
    public async Task Rows_are_spread_over_the_shards()
    {
        var shards = Enumerable.Range(0, 4000).GroupBy(_ => IndexQuery.ShardOf(Convert.ToBase64String(Guid.NewGuid().ToByteArray())));
        Assert.All(shards, shard => Assert.InRange(shard.Count(), 350, 650));
        Assert.Equal(StoreTables.Shards, shards.Count());
        await _store.GetAsync("a", _ct);
    }

    [Fact]
    public async Task A_row_that_another_tool_wrote_is_no_alert_of_ours_and_does_no_harm()
    {
        await _stores.Client.PutItemAsync(_stores.Name(StoreTables.Alerts), new()
        {
            ["alert_id"] = Attributes.Text("old"),
            ["product_id"] = Attributes.Number(1),
            ["ttl_expiration"] = Attributes.Number(AlertItem.Never),
        });
        Assert.Null(await _store.GetAsync("old", _ct));
        Assert.Empty((await _store.ListAsync(new AlertQuery(), _ct)).Items);
        Assert.Equal(new AlertCounts(0, 0), await _store.CountAsync(DateTimeOffset.MinValue, _ct));
    }

    [Fact]
    public async Task A_row_of_ours_that_lost_an_attribute_is_an_error_that_names_it()
    {
        var item = AlertItem.Of(Row("a"));
        item.Remove("team");
        await _stores.Client.PutItemAsync(_stores.Name(StoreTables.Alerts), item);
        Assert.Contains("team", (await Assert.ThrowsAsync<InvalidDataException>(() => _store.GetAsync("a", _ct))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hostile_text_comes_back_as_it_was()
    {
        var longest = string.Concat(Enumerable.Repeat("🚲", 128));
        var row = Row("a", product: longest, team: "", key: longest);
        row = row with
        {
            Alert = row.Alert with { ProductName = "", Category = "", Warehouse = "\0\u007f\"'<&>\r\n", AcknowledgedBy = "👩‍👩‍👧\u202e" },
            History = [new AlertEvent(Now, "opened", 0.1m, "", "", "<script>\u2028 🚲"), new AlertEvent(Now, "fired", decimal.MaxValue)],
        };
        await _store.PutAsync(row, _ct);

        var read = await _store.GetAsync("a", _ct);
        Assert.Equal(row.Alert, read!.Alert);
        Assert.Equal(longest, read.Key);
        Assert.Equal(row.History, read.History.AsEnumerable());
        Assert.Single((await _store.ListAsync(new AlertQuery { ProductId = longest, Team = "", Warehouse = row.Alert.Warehouse }, _ct)).Items);
        Assert.Empty((await _store.ListAsync(new AlertQuery { Warehouse = "" }, _ct)).Items);
    }

    [Fact]
    public async Task An_id_that_cannot_be_a_key_is_of_no_row()
    {
        Assert.Null(await _store.GetAsync("", _ct));
        Assert.Null(await _store.GetAsync(new string('x', 2049), _ct));
        Assert.Null(await _store.GetAsync(new string('x', 2048), _ct));
        Assert.Empty((await _store.ListAsync(new AlertQuery { ProductId = new string('x', 2048) }, _ct)).Items);
        Assert.Empty((await _store.ListAsync(new AlertQuery { ProductId = new string('x', 2047) }, _ct)).Items);
    }

    [Fact]
    public async Task A_history_too_long_for_an_item_keeps_its_steps_and_the_latest_notes()
    {
        var note = new string('漢', 2000);
        var row = Row("a") with { History = [.. Enumerable.Range(0, 200).Select(i => new AlertEvent(Now.AddSeconds(i), "snoozed", i, By: "ann", Note: note))] };
        await _store.PutAsync(row, _ct);
        var history = (await _store.GetAsync("a", _ct))!.History;
        Assert.Equal(row.History.Select(step => step.At), history.Select(step => step.At));
        Assert.All(history[^20..], step => Assert.Equal(note, step.Note));
        Assert.All(history[..^20], step => Assert.Null(step.Note));
    }

    private async Task<IEnumerable<string>> IdsAsync(TableIndex index) =>
        (await _stores.ItemsAsync(StoreTables.Alerts, index)).Select(item => item["alert_id"].S).Order(StringComparer.Ordinal);
}
