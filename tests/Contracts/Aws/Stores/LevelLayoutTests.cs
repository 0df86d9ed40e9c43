using Amazon.DynamoDBv2.Model;
using Microsoft.Extensions.Time.Testing;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Stock.Levels;
using RefillRadar.Silo.Adapters.Aws.Stores;

namespace RefillRadar.Tests.Contracts.Aws.Stores;

public sealed class LevelLayoutTests(DynamoDbFixture dynamoDb) : IClassFixture<DynamoDbFixture>, IAsyncLifetime
{
    private static readonly DateTimeOffset Now = AlertRows.Now;

    private readonly CancellationToken _ct = CancellationToken.None;
    private readonly FakeTimeProvider _time = new(Now);
    private TestStores _stores = null!;
    private DynamoDbLevelHistory _history = null!;
    private DynamoDbLevelStore _levels = null!;

    public async Task InitializeAsync()
    {
        _stores = await TestStores.StartAsync(dynamoDb, StoreTables.Levels, StoreTables.LevelHistory);
        _history = new DynamoDbLevelHistory(_stores.Client, _stores.Options, _time);
        _levels = new DynamoDbLevelStore(_stores.Client, _stores.Options, _time);
    }

    public Task DisposeAsync()
    {
        _stores.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_partition_of_many_large_chunks_comes_back_whole_and_in_order()
    {
        var random = new Random(3);
        var chunks = Enumerable.Range(0, 60).Select(number => new LevelChunk(number, Bytes(number % 10 == 0 ? 300_000 : 40_000))).ToArray();
        await _levels.SaveAsync(7, [.. chunks.Reverse()], _ct);
        var loaded = await _levels.LoadAsync(7, _ct);
        Assert.Equal(chunks.Select(chunk => chunk.Number), loaded.Select(chunk => chunk.Number));
        Assert.All(chunks, chunk => Assert.Equal(chunk.Bytes, loaded[chunk.Number].Bytes));

        byte[] Bytes(int length)
        {
            var bytes = new byte[length];
            random.NextBytes(bytes);
            return bytes;
        }
    }

    [Fact]
    public async Task Of_a_chunk_saved_twice_in_one_call_the_last_stays()
    {
        await _levels.SaveAsync(1, [new LevelChunk(0, [1]), new LevelChunk(0, []), new LevelChunk(0, [3])], _ct);
        Assert.Equal([3], Assert.Single(await _levels.LoadAsync(1, _ct)).Bytes);
    }

    [Fact]
    public async Task A_write_behind_is_one_chunk_for_each_group_and_hour_and_a_read_asks_for_its_own()
    {
        var keys = Enumerable.Range(0, 100_000).Select(i => $"sku-{i}").Where(key => StockPartitions.Of(key) == 5).ToArray();
        await _history.AppendAsync(5, [.. keys.SelectMany(key => new[] { Sample(key, 0), Sample(key, 30), Sample(key, 60) })], _ct);

        var items = await _stores.ItemsAsync(StoreTables.LevelHistory);
        Assert.Equal(2 * DynamoDbLevelHistory.Groups, items.Count);
        var sizes = items.Where(item => item["chunk"].S.StartsWith("2026-11-23T12", StringComparison.Ordinal)).Select(item => item["samples"].B.Length).ToArray();
        Assert.True(sizes.Max() < 2 * sizes.Average(), $"{sizes.Max()} of {sizes.Average()}");

        _stores.Clear();
        var samples = await _history.ReadAsync(5, keys[17], Now.AddMinutes(20), Now.AddMinutes(61), _ct);
        Assert.Equal([Sample(keys[17], 30), Sample(keys[17], 60)], samples.AsEnumerable());
        Assert.IsType<QueryRequest>(Assert.Single(_stores.Requests));
    }

    [Fact]
    public async Task A_chunk_expires_when_its_last_sample_can_have()
    {
        await _history.AppendAsync(1, [Sample("a", 59), Sample("a", -60 * 48)], _ct);
        var expiries = (await _stores.ItemsAsync(StoreTables.LevelHistory)).Select(item => (item["chunk"].S[..13], item["ttl_expiration"].N)).Order();
        Assert.Equal(
            [("2026-11-21T12", $"{Now.AddDays(28).AddHours(1).ToUnixTimeSeconds()}"), ("2026-11-23T12", $"{Now.AddDays(30).AddHours(1).ToUnixTimeSeconds()}")],
            expiries);
    }

    [Fact]
    public async Task Of_two_levels_with_one_time_the_first_written_stays()
    {
        for (var quantity = 1; quantity <= 5; quantity++)
        {
            await _history.AppendAsync(1, [new LevelSample("a", Now, quantity)], _ct);
            _time.Advance(TimeSpan.FromSeconds(50));
        }

        Assert.Equal(1, Assert.Single(await _history.ReadAsync(1, "a", Now, Now.AddHours(1), _ct)).Quantity);
    }

    [Fact]
    public async Task Samples_too_many_for_one_item_are_kept_in_several()
    {
        var key = new string('漢', StockKey.MaxLength);
        var samples = Enumerable.Range(0, 3000).Select(i => new LevelSample(key, Now.AddSeconds(i), decimal.MaxValue - i)).ToArray();
        await _history.AppendAsync(1, samples, _ct);
        Assert.Equal(samples, (await _history.ReadAsync(1, key, Now, Now.AddHours(1), _ct)).AsEnumerable());
        Assert.All(await _stores.ItemsAsync(StoreTables.LevelHistory), item => Assert.InRange(item["samples"].B.Length, 1, 310_000));
    }

    [Fact]
    public async Task Samples_at_the_ends_of_time_are_no_error()
    {
        await _history.AppendAsync(1, [new LevelSample("", DateTimeOffset.MaxValue, 1), new LevelSample("", Now, -0.5m)], _ct);
        Assert.Equal([-0.5m], (await _history.ReadAsync(1, "", DateTimeOffset.MinValue, DateTimeOffset.MaxValue, _ct)).Select(sample => sample.Quantity));
    }

    private static LevelSample Sample(string key, int minutes) => new(key, Now.AddMinutes(minutes), minutes + 0.5m);
}
