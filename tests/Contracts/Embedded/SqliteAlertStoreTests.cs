using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Contracts;
using RefillRadar.Silo.Adapters.Embedded.Stores;
using RefillRadar.Tests.Contracts.Contracts;

namespace RefillRadar.Tests.Contracts.Embedded;

public sealed class SqliteAlertStoreTests : AlertStoreContract
{
    private readonly TestRadar _radar = new();

    protected override Task<IAlertStore> CreateAsync(TimeProvider time) =>
        Task.FromResult<IAlertStore>(new SqliteAlertStore(_radar.Database, time));

    protected override async Task DropAsync() => await _radar.DisposeAsync();

    [Fact]
    public async Task The_table_has_the_columns_that_other_tools_read()
    {
        var store = new SqliteAlertStore(_radar.Database, Time);
        var at = Time.GetUtcNow();
        await store.PutAsync(Row("a", at, "42", null), CancellationToken.None);
        await store.PutAsync(Row("b", at, "sku-1", at.AddDays(7)), CancellationToken.None);

        var rows = await _radar.Database.ReadAsync(session => session.Query(
            """
            SELECT alert_id, typeof(product_id), product_name, typeof(quantity), quantity, threshold, alert_time, ttl_expiration
            FROM stockout_alerts ORDER BY alert_id
            """,
            reader => string.Join('|', Enumerable.Range(0, 8).Select(reader.GetValue))));
        Assert.Equal("a|integer|Name|real|2.5|5|2026-11-23T12:00:00.0000000Z|9999999999", rows[0]);
        Assert.Equal($"b|text|Name|real|2.5|5|2026-11-23T12:00:00.0000000Z|{at.AddDays(7).ToUnixTimeSeconds()}", rows[1]);
    }

    [Fact]
    public async Task Expired_rows_are_purged_a_few_at_a_time()
    {
        var store = new SqliteAlertStore(_radar.Database, Time);
        var at = Time.GetUtcNow();
        for (var i = 0; i < 5; i++)
            await store.PutAsync(Row($"a{i}", at, "1", i < 3 ? at.AddDays(1) : null), CancellationToken.None);
        Time.Advance(TimeSpan.FromDays(2));
        Assert.Equal(2, await store.PurgeAsync(2, CancellationToken.None));
        Assert.Equal(1, await store.PurgeAsync(2, CancellationToken.None));
        Assert.Equal(0, await store.PurgeAsync(2, CancellationToken.None));
        Assert.Equal(2L, await _radar.Database.ReadAsync(session => session.Scalar<long>("SELECT COUNT(*) FROM stockout_alerts")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("product_id = 7")]
    [InlineData("team = 'a'")]
    [InlineData("warehouse = 'a'")]
    [InlineData("severity = 'low'")]
    public async Task No_list_scans_or_sorts_the_table(string filter)
    {
        var where = filter.Length == 0 ? "status = 'firing'" : $"status = 'firing' AND {filter}";
        var plan = await _radar.Database.ReadAsync(session => string.Join('\n', session.Query(
            $"""
            EXPLAIN QUERY PLAN SELECT body FROM stockout_alerts WHERE {where} AND opened_at BETWEEN 0 AND 9
            AND (opened_at < 9 OR alert_id > 'x') AND +ttl_expiration > 5 ORDER BY opened_at DESC, alert_id LIMIT 100
            """,
            reader => reader.GetString(3))));
        Assert.StartsWith("SEARCH stockout_alerts USING INDEX", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal);
    }

    private static AlertRow Row(string id, DateTimeOffset at, string product, DateTimeOffset? expires) => new(
        new Alert
        {
            Id = id,
            ProductId = product,
            ProductName = "Name",
            Team = "t",
            Status = AlertStatus.Firing,
            Quantity = 2.5m,
            Threshold = 5,
            RecoveryThreshold = 5,
            OpenedAt = at,
            FiredAt = at,
        },
        product, 1, null, expires, []);
}
