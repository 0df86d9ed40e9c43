using Amazon.DynamoDBv2.Model;
using Microsoft.Extensions.Time.Testing;
using RefillRadar.Silo.Adapters.Aws.Stores;
using static RefillRadar.Tests.Contracts.Aws.Stores.AlertRows;

namespace RefillRadar.Tests.Contracts.Aws.Stores;

public sealed class IndexReadingTests(DynamoDbFixture dynamoDb) : IClassFixture<DynamoDbFixture>, IAsyncLifetime
{
    private const int Rows = 90;
    private readonly CancellationToken _ct = CancellationToken.None;
    private readonly FakeTimeProvider _time = new(Now);
    private TestStores _stores = null!;

    public async Task InitializeAsync()
    {
        _stores = await TestStores.StartAsync(dynamoDb, StoreTables.Alerts);
        var store = new DynamoDbAlertStore(_stores.Client, _stores.Options, _time);
        for (var i = 0; i < Rows; i++)
            await store.PutAsync(Row($"id{i:00}", team: i % 9 == 0 ? "rare" : "common", opened: Now.AddSeconds(-i / 2)), _ct);
        _stores.Clear();
    }

    public Task DisposeAsync()
    {
        _stores.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(21)]
    public async Task A_filter_that_drops_most_rows_stops_at_its_bound_and_goes_on_behind_it(int maxPages)
    {
        var seen = new List<string>();
        var stops = 0;
        var low = ListOrder.First;
        while (low is not null)
        {
            var before = _stores.Requests.Count;
            var merge = new IndexMerge(Streams(low), maxPages);
            while (await merge.NextAsync(_ct) is { } item)
                seen.Add(item["alert_id"].S);
            Assert.InRange(_stores.Requests.Count - before, 1, maxPages);
            Assert.True(merge.StoppedAt is null || ListOrder.Compare(merge.StoppedAt, low) > 0, "It did not get on.");
            low = merge.StoppedAt is { } stopped ? ListOrder.Behind(stopped) : null;
            stops++;
        }

        Assert.InRange(stops, 2, Rows);
        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"id{i * 9:00}"), seen);
    }

    [Fact]
    public async Task A_count_of_many_pages_is_answered_again_for_as_many_seconds_and_a_small_one_is_made_anew()
    {
        var count = new IndexCount(_stores.Client, _time);
        Assert.Equal(Rows, await count.CountAsync("large", Queries(1), _ct));
        var asked = _stores.Requests.Count;
        Assert.True(asked > Rows);

        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(Rows, await count.CountAsync("large", Queries(1), _ct));
        Assert.Equal(asked, _stores.Requests.Count);
        Assert.Equal(Rows, await count.CountAsync("other", Queries(1000), _ct));
        Assert.Equal(asked + 8, _stores.Requests.Count);
        Assert.Equal(Rows, await count.CountAsync("other", Queries(1000), _ct));
        Assert.Equal(asked + 16, _stores.Requests.Count);

        await count.CountAsync("large", Queries(1), _ct);
        asked = _stores.Requests.Count;
        _time.Advance(TimeSpan.FromSeconds(60));
        await count.CountAsync("large", Queries(1), _ct);
        Assert.True(_stores.Requests.Count > asked);
    }

    private IndexStream[] Streams(string low) =>
        [.. Queries(2, low).Select(query => new IndexStream(_stores.Client, query.Where("team", "=", Attributes.Text("rare")), "list_order"))];

    private IEnumerable<QueryRequest> Queries(int page, string low = ListOrder.First) => IndexQuery.Shards.Select(shard =>
    {
        var query = IndexQuery.Of(_stores.Name(StoreTables.Alerts), StoreTables.AlertsByOpening, $"open#{shard}", low, ListOrder.Last);
        query.Limit = page;
        return query;
    });
}
