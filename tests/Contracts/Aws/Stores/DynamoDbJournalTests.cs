using Amazon.DynamoDBv2.Model;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RefillRadar.Grains.Stock.CatchUp;
using RefillRadar.Silo.Adapters.Aws;
using RefillRadar.Silo.Adapters.Aws.Stores;
using RefillRadar.Silo.Adapters.Journal;
using RefillRadar.Tests.Contracts.Contracts;

namespace RefillRadar.Tests.Contracts.Aws.Stores;

public sealed class DynamoDbJournalTests(DynamoDbFixture dynamoDb) : JournalContract, IClassFixture<DynamoDbFixture>
{
    private readonly FakeTimeProvider _time = new(Now);
    private TestStores _stores = null!;

    protected override async Task<IJournal> CreateAsync()
    {
        _stores = await TestStores.StartAsync(dynamoDb, StoreTables.Journal);
        return Open();
    }

    protected override Task<IJournal> ReopenAsync() => Task.FromResult<IJournal>(Open());

    protected override Task DropAsync()
    {
        _stores.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_damaged_item_is_left_out_and_not_the_end_of_the_journal()
    {
        await Journal.AppendAsync(1, [Entry(0, [Change("1", 1)])], CancellationToken.None);
        var item = Assert.Single(await _stores.ItemsAsync(StoreTables.Journal));
        item["bytes"] = new AttributeValue { B = new MemoryStream([1, 2, 3]) };
        await _stores.Client.PutItemAsync(_stores.Name(StoreTables.Journal), item);
        await Journal.AppendAsync(1, [Entry(9, [Change("1", 2)])], CancellationToken.None);
        Assert.Equal(2, Assert.Single(Assert.Single(await ReadAsync(DateTimeOffset.MinValue)).Changes).Quantity);
    }

    [Fact]
    public async Task An_entry_expires_after_seven_days()
    {
        await Journal.AppendAsync(1, [Entry(0, [Change("1", 1)])], CancellationToken.None);
        var item = Assert.Single(await _stores.ItemsAsync(StoreTables.Journal));
        Assert.Equal($"{Now.AddDays(7).ToUnixTimeSeconds()}", item[StoreTables.Expiry].N);
    }

    [Fact]
    public async Task An_entry_of_many_changes_is_in_several_items_of_which_only_the_last_names_its_batch()
    {
        var entry = Entry(0, [.. Enumerable.Range(0, 3_500).Select(id => Change($"{id}", id))]);
        await Journal.AppendAsync(1, [entry], CancellationToken.None);
        var read = await ReadAsync(Now);
        Assert.Equal(entry.Changes, read.SelectMany(some => some.Changes));
        Assert.Equal(4, read.Count);
        Assert.Equal([.. Enumerable.Repeat(Guid.Empty, 3), entry.Batch], read.Select(some => some.Batch));
    }

    [Fact]
    public async Task A_batch_of_which_some_parts_were_refused_is_not_found_by_its_id()
    {
        // The table is gone: nothing is kept, and nothing behind the parts that failed is tried.
        var missing = new AwsOptions { Region = "eu-central-1", TopicArn = "arn", StreamName = "stream", ThresholdsBucket = "bucket", TablePrefix = "none-" };
        var journal = new DynamoDbJournal(_stores.Client, missing, new JournalDecoder(NullLogger<JournalDecoder>.Instance), _time);
        _stores.Clear();
        var entry = Entry(0, [.. Enumerable.Range(0, 1_500).Select(id => Change($"{id}", id))]);
        await Assert.ThrowsAsync<ResourceNotFoundException>(() => journal.AppendAsync(1, [entry], CancellationToken.None));
        var put = Assert.IsType<PutItemRequest>(Assert.Single(_stores.Requests));
        Assert.EndsWith($"{Guid.Empty:N}", put.Item["entry"].S, StringComparison.Ordinal);
    }

    private DynamoDbJournal Open() => new(_stores.Client, _stores.Options, new JournalDecoder(NullLogger<JournalDecoder>.Instance), _time);
}
