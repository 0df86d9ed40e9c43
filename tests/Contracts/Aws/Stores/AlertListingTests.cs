using Amazon.DynamoDBv2.Model;
using Microsoft.Extensions.Time.Testing;
using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Contracts;
using RefillRadar.Silo.Adapters.Aws.Stores;
using static RefillRadar.Tests.Contracts.Aws.Stores.AlertRows;

namespace RefillRadar.Tests.Contracts.Aws.Stores;

public sealed class AlertListingTests(DynamoDbFixture dynamoDb) : IClassFixture<DynamoDbFixture>, IAsyncLifetime
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
    public async Task Pages_of_any_length_hold_every_row_once_and_in_order_whatever_the_ids()
    {
        var random = new Random(5);
        string[] hostile = ["z", "\uFFFD", "🚲", "é", "A", "~", "\uE000", "𐀀", " ", "0"];
        var rows = Enumerable.Range(0, 120).Select(i => Row(
            hostile[i % 10] + (i / 10), product: $"{i % 3}", team: $"t{random.Next(4)}", status: (AlertStatus)random.Next(5),
            opened: Now.AddMinutes(-random.Next(6)))).ToArray();
        await PutAsync(rows);

        AlertQuery[] queries =
        [
            new(), new() { Statuses = [.. Enum.GetValues<AlertStatus>()] }, new() { Statuses = [AlertStatus.Pending, AlertStatus.Snoozed] },
            new() { ProductId = "2" }, new() { Team = "t1" }, new() { From = Now.AddMinutes(-4), To = Now.AddMinutes(-1) },
        ];
        foreach (var query in queries)
        {
            var wanted = Expected(rows, query);
            Assert.NotEmpty(wanted);
            foreach (var limit in new[] { 1, 7, 120 })
                Assert.Equal(wanted, await AllAsync(query with { Limit = limit }));
        }
    }

    [Fact]
    public async Task A_row_that_resolves_while_pages_are_turned_is_neither_lost_nor_repeated()
    {
        var rows = Enumerable.Range(0, 30).Select(i => Row($"id{i:00}", opened: Now.AddMinutes(-i / 3))).ToArray();
        await PutAsync(rows);
        var seen = new List<string>();
        AlertPage page;
        string? cursor = null;
        do
        {
            page = await _store.ListAsync(new AlertQuery { Limit = 4, Cursor = cursor }, _ct);
            seen.AddRange(page.Items.Select(row => row.Alert.Id));
            cursor = page.NextCursor;
            foreach (var number in new[] { seen.Count - 1, seen.Count, seen.Count + 1 }.Where(number => number < rows.Length))
                await _store.PutAsync(Row($"id{number:00}", status: AlertStatus.Resolved, opened: Now.AddMinutes(-number / 3), revision: seen.Count), _ct);
        }
        while (cursor is not null);
        Assert.Equal(rows.Select(row => row.Alert.Id), seen);
    }

    [Fact]
    public async Task Everything_is_read_where_one_answer_of_the_index_cannot_hold_it()
    {
        // 1.5 MB a shard, 12 MB for the product.
        var note = new string('n', 60_000);
        var rows = Enumerable.Range(0, 200).Select(i => Row($"id{i:000}", key: $"k{i:000}", note: note, opened: Now.AddSeconds(-i)) with { Due = Now }).ToArray();
        await PutAsync(rows);

        Assert.Equal(rows.Select(row => row.Alert.Id), await AllAsync(new AlertQuery { Limit = 150 }));
        Assert.Equal(rows.Select(row => row.Alert.Id), await AllAsync(new AlertQuery { ProductId = "1", Limit = 1000 }));
        Assert.Empty(await AllAsync(new AlertQuery { Team = "nobody" }));
        _stores.Clear();
        Assert.Equal(new AlertCounts(200, 0), await _store.CountAsync(DateTimeOffset.MinValue, _ct));
        // What counts are made of holds no notes.
        Assert.Equal(2 * StoreTables.Shards, _stores.Requests.Count);
        Assert.Equal(200, (await _store.HistogramAsync(Now.AddHours(-1), Now.AddTicks(1), TimeSpan.FromHours(2), _ct)).Single().Low);
        Assert.Equal(200, (await _store.DueAsync(Now, 1000, _ct)).Length);
        Assert.Equal(150, (await _store.DueAsync(Now, 150, _ct)).Length);
    }

    [Fact]
    public async Task A_page_costs_about_its_own_length()
    {
        await PutAsync(Enumerable.Range(0, 400).Select(i => Row($"id{i:000}", opened: Now.AddSeconds(-i))));
        _stores.Clear();
        Assert.Equal(20, (await _store.ListAsync(new AlertQuery { Limit = 20, Statuses = [AlertStatus.Firing] }, _ct)).Items.Length);
        var queries = _stores.Requests.OfType<QueryRequest>().ToArray();
        Assert.InRange(queries.Length, 8, 10);
        Assert.True(queries.Sum(query => query.Limit) < 120);
    }

    [Theory]
    [InlineData("0001-01-01", "9999-12-31")]
    [InlineData("9999-12-31", "0001-01-01")]
    [InlineData("2026-11-23", "2026-11-23")]
    public async Task Times_at_the_ends_of_time_and_the_wrong_way_round_are_no_error(string from, string to)
    {
        await _store.PutAsync(Row("a"), _ct);
        var query = new AlertQuery { From = Day(from), To = Day(to) };
        Assert.Equal(query.From < query.To ? 1 : 0, (await _store.ListAsync(query, _ct)).Items.Length);

        static DateTimeOffset Day(string text) => DateTimeOffset.Parse(text + "T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture);
    }

    private Task PutAsync(IEnumerable<AlertRow> rows) =>
        Parallel.ForEachAsync(rows, async (row, cancelled) => Assert.True(await _store.PutAsync(row, cancelled)));

    private async Task<List<string>> AllAsync(AlertQuery query)
    {
        var seen = new List<string>();
        do
        {
            var page = await _store.ListAsync(query, _ct);
            Assert.True(page.Items.Length <= query.Limit);
            seen.AddRange(page.Items.Select(row => row.Alert.Id));
            query = query with { Cursor = page.NextCursor };
        }
        while (query.Cursor is not null);
        return seen;
    }

    private static List<string> Expected(IEnumerable<AlertRow> rows, AlertQuery query) =>
    [
        .. rows.Select(row => row.Alert)
            .Where(alert => query.Statuses.IsEmpty ? alert.Status != AlertStatus.Pending : query.Statuses.Contains(alert.Status))
            .Where(alert => query.ProductId is null || alert.ProductId == query.ProductId)
            .Where(alert => query.Team is null || alert.Team == query.Team)
            .Where(alert => (query.From is null || alert.OpenedAt >= query.From) && (query.To is null || alert.OpenedAt < query.To))
            .OrderByDescending(alert => alert.OpenedAt)
            .ThenBy(alert => Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(alert.Id)), StringComparer.Ordinal)
            .Select(alert => alert.Id),
    ];
}
