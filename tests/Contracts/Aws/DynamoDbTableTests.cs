using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using RefillRadar.Silo.Adapters.Aws;

namespace RefillRadar.Tests.Contracts.Aws;

public sealed class DynamoDbTableTests(DynamoDbFixture dynamoDb) : IClassFixture<DynamoDbFixture>
{
    private static readonly TableLayout Layout = new(
        "things", new TableKey("id"), new TableKey("part", "N"), "expires", new TableIndex("by_owner", new TableKey("owner"), new TableKey("part", "N")));

    [Fact]
    public async Task A_missing_table_is_created_with_its_keys_and_indexes()
    {
        await PrepareAsync("created", create: true);

        var table = (await dynamoDb.Client.DescribeTableAsync("created")).Table;
        Assert.Equal(["id", "part"], table.KeySchema.Select(key => key.AttributeName));
        Assert.Equal(BillingMode.PAY_PER_REQUEST, table.BillingModeSummary.BillingMode);
        Assert.Equal("by_owner", Assert.Single(table.GlobalSecondaryIndexes).IndexName);
    }

    [Fact]
    public async Task A_created_table_expires_its_items_and_one_that_is_there_is_left_as_it_is()
    {
        await PrepareAsync("expiring", create: true);
        await PrepareAsync("expiring", create: true);
        var expiry = (await dynamoDb.Client.DescribeTimeToLiveAsync("expiring")).TimeToLiveDescription;
        Assert.Equal((TimeToLiveStatus.ENABLED, "expires"), (expiry.TimeToLiveStatus, expiry.AttributeName));
    }

    [Fact]
    public async Task Preparing_it_from_several_processes_at_once_creates_it_once() =>
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PrepareAsync("contended", create: true)));

    [Fact]
    public async Task A_missing_table_that_may_not_be_created_is_named() =>
        Assert.Contains("absent does not exist", (await RefusalAsync("absent")).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_table_with_other_keys_is_named_and_left_alone()
    {
        await dynamoDb.Client.CreateTableAsync(new CreateTableRequest
        {
            TableName = "other",
            BillingMode = BillingMode.PAY_PER_REQUEST,
            AttributeDefinitions = [new AttributeDefinition("key", ScalarAttributeType.S)],
            KeySchema = [new KeySchemaElement("key", KeyType.HASH)],
        });

        Assert.Contains("has other keys than id and part", (await RefusalAsync("other")).Message, StringComparison.Ordinal);
    }

    private Task PrepareAsync(string name, bool create) =>
        DynamoDbTable.PrepareAsync(dynamoDb.Client, Layout, name, create, TimeProvider.System, CancellationToken.None);

    private Task<InvalidOperationException> RefusalAsync(string name) =>
        Assert.ThrowsAsync<InvalidOperationException>(() => PrepareAsync(name, create: false));
}
