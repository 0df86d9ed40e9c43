using Amazon.DynamoDBv2.Model;
using Microsoft.Extensions.Time.Testing;
using RefillRadar.Grains.Quarantine;
using RefillRadar.Silo.Adapters.Aws.Stores;

namespace RefillRadar.Tests.Contracts.Aws.Stores;

public sealed class QuarantineLayoutTests(DynamoDbFixture dynamoDb) : IClassFixture<DynamoDbFixture>, IAsyncLifetime
{
    private static readonly DateTimeOffset Now = AlertRows.Now;

    private readonly CancellationToken _ct = CancellationToken.None;
    private TestStores _stores = null!;
    private DynamoDbQuarantine _quarantine = null!;

    public async Task InitializeAsync()
    {
        _stores = await TestStores.StartAsync(dynamoDb, StoreTables.Quarantine);
        _quarantine = new DynamoDbQuarantine(_stores.Client, _stores.Options, new FakeTimeProvider(Now));
    }

    public Task DisposeAsync()
    {
        _stores.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_record_expires_just_after_fourteen_days()
    {
        await _quarantine.AddAsync([Record("a", Now.AddMilliseconds(1))], _ct);
        var item = Assert.Single(await _stores.ItemsAsync(StoreTables.Quarantine));
        Assert.Equal($"{Now.AddDays(14).ToUnixTimeSeconds() + 1}", item["ttl_expiration"].N);
    }

    [Fact]
    public async Task Records_that_expired_but_are_not_gone_yet_are_neither_listed_nor_counted()
    {
        await _quarantine.AddAsync([Record("old", Now.AddDays(-14).AddTicks(-1)), Record("just", Now.AddDays(-14)), Record("new", Now)], _ct);
        Assert.Equal(3, (await _stores.ItemsAsync(StoreTables.Quarantine)).Count);
        Assert.Null(await _quarantine.GetAsync("old", _ct));
        Assert.Equal(["new", "just"], (await _quarantine.ListAsync(10, null, _ct)).Items.Select(record => record.Id));
        Assert.Equal(2, await _quarantine.CountAsync(_ct));
    }

    [Fact]
    public async Task A_delivery_of_many_large_records_is_kept_listed_and_counted_whole()
    {
        var records = Enumerable.Range(0, 60).Select(i => Record($"r{i:00}", Now.AddSeconds(-i / 5), new byte[256 * 1024])).ToArray();
        await _quarantine.AddAsync(records, _ct);
        Assert.Equal(60, await _quarantine.CountAsync(_ct));
        var first = await _quarantine.ListAsync(33, null, _ct);
        var second = await _quarantine.ListAsync(33, first.NextCursor, _ct);
        Assert.Null(second.NextCursor);
        Assert.Equal(records.Select(record => record.Id), first.Items.Concat(second.Items).Select(record => record.Id));
        Assert.All(second.Items, record => Assert.Equal(256 * 1024, record.Bytes.Length));
    }

    [Fact]
    public async Task Hostile_content_comes_back_as_it_was()
    {
        var record = new QuarantinedRecord("🚲/ %", Now, "", "", "records", "\0<&> 漢", ReadOnlyMemory<byte>.Empty);
        await _quarantine.AddAsync([record], _ct);
        var read = await _quarantine.GetAsync("🚲/ %", _ct);
        Assert.Equal(record with { Bytes = default }, read! with { Bytes = default });
        Assert.Equal(0, read.Bytes.Length);
        Assert.Null(await _quarantine.GetAsync("", _ct));
        Assert.Null(await _quarantine.GetAsync(new string('x', 3000), _ct));
        await _quarantine.RemoveAsync("", _ct);
    }

    [Fact]
    public async Task Of_a_record_that_a_delivery_holds_several_times_the_first_is_kept()
    {
        var again = Enumerable.Range(0, 30).Select(i => Record("a", Now, [2]));
        await _quarantine.AddAsync([Record("a", Now, new byte[256 * 1024]), .. again], _ct);
        Assert.Equal(256 * 1024, (await _quarantine.GetAsync("a", _ct))!.Bytes.Length);
        Assert.Single(_stores.Requests.OfType<PutItemRequest>());
    }

    [Fact]
    public async Task Two_doors_that_keep_the_same_delivery_keep_it_once()
    {
        var records = Enumerable.Range(0, 40).Select(i => Record($"r{i}", Now)).ToArray();
        await Task.WhenAll(_quarantine.AddAsync(records, _ct), _quarantine.AddAsync([.. records.Select(record => record with { Reason = "other" })], _ct));
        Assert.Equal(40, await _quarantine.CountAsync(_ct));
    }

    [Fact]
    public async Task A_number_that_cannot_be_had_is_an_error_and_not_zero()
    {
        var absent = new DynamoDbQuarantine(_stores.Client, _stores.Options with { TablePrefix = "absent-" }, TimeProvider.System);
        await Assert.ThrowsAsync<ResourceNotFoundException>(() => absent.CountAsync(_ct));
        await Assert.ThrowsAsync<ResourceNotFoundException>(() => absent.ListAsync(10, null, _ct));
    }

    private static QuarantinedRecord Record(string id, DateTimeOffset at, byte[]? bytes = null) =>
        new(id, at, "arn:stream", "49", "kinesis", "why", bytes ?? [1]);
}
