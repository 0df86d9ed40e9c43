using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace RefillRadar.Tests.Contracts.Aws.Emulator;

/// <summary>The transactions of the DynamoDB emulator are those of DynamoDB, as far as the SDK can tell.</summary>
public sealed class EmulatedTransactionTests(DynamoDbFixture dynamoDb) : IClassFixture<DynamoDbFixture>, IAsyncLifetime
{
    private const string None = "None";
    private const string Failed = "ConditionalCheckFailed";

    private EmulatedTable _table = null!;

    public async Task InitializeAsync()
    {
        _table = await EmulatedTable.CreateAsync(dynamoDb.Client);
        await _table.PutAsync("a", 1);
        await _table.PutAsync("b", 2);
        await _table.PutAsync("c", 3);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_transaction_of_every_kind_of_write_is_made_whole()
    {
        Assert.Empty(await _table.TransactAsync(
            _table.Insert("new", 9), _table.Put("a", 10), _table.Add("b", -2), _table.Delete("c", 3), _table.Check("absent", "attribute_not_exists(id)")));
        Assert.Equal([9, 10, 0, null, null], await _table.ReadAsync("new", "a", "b", "c", "absent"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task One_failing_condition_leaves_everything_as_it_was_and_says_which(int failing)
    {
        TransactWriteItem[] items =
            [_table.Insert("new", 9), _table.Put("d", 4), _table.Add("b", -2), _table.Delete("c", 3), _table.Check("absent", "attribute_not_exists(id)")];
        TransactWriteItem[] refused =
            [_table.Insert("a", 9), _table.Insert("a", 4), _table.Add("b", -3), _table.Delete("c", 4), _table.Check("absent", "attribute_exists(id)")];
        items[failing] = refused[failing];

        var codes = await _table.TransactAsync(items);
        Assert.Equal(Enumerable.Range(0, 5).Select(index => index == failing ? Failed : None), codes);
        Assert.Equal([1, 2, 3, null, null, null], await _table.ReadAsync("a", "b", "c", "d", "new", "absent"));
    }

    [Fact]
    public async Task Every_condition_that_fails_is_reported_with_the_item_where_it_is_asked_for()
    {
        var request = new TransactWriteItemsRequest { TransactItems = [_table.Add("a", -2), _table.Put("d", 1), _table.Delete("c", 4)] };
        var cancelled = await Assert.ThrowsAsync<TransactionCanceledException>(() => dynamoDb.Client.TransactWriteItemsAsync(request));
        Assert.Equal([Failed, None, Failed], cancelled.CancellationReasons.Select(reason => reason.Code));
        Assert.Equal(1, EmulatedTable.Value(cancelled.CancellationReasons[0].Item));
        Assert.Null(cancelled.CancellationReasons[2].Item);
        Assert.Equal("The conditional request failed", cancelled.CancellationReasons[2].Message);
        Assert.Contains("[ConditionalCheckFailed, None, ConditionalCheckFailed]", cancelled.Message, StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, cancelled.StatusCode);
    }

    [Fact]
    public async Task An_error_that_is_no_condition_is_thrown_as_it_is_and_leaves_everything_as_it_was()
    {
        var elsewhere = new EmulatedTable(dynamoDb.Client);
        await Assert.ThrowsAsync<ResourceNotFoundException>(() => _table.TransactAsync(_table.Put("a", 7), elsewhere.Add("b", 1)));
        var error = await Assert.ThrowsAsync<AmazonDynamoDBException>(() => _table.TransactAsync(_table.Put("a", 7), _table.Check("b", "amount >")));
        Assert.Equal("ValidationException", error.ErrorCode);
        Assert.Equal([1, 2], await _table.ReadAsync("a", "b"));
    }

    [Fact]
    public async Task Two_writes_of_one_item_are_refused()
    {
        var error = await Assert.ThrowsAsync<AmazonDynamoDBException>(() => _table.TransactAsync(_table.Put("a", 7), _table.Check("a", "attribute_exists(id)")));
        Assert.Contains("multiple operations on one item", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_transaction_that_is_sent_again_with_its_token_is_made_once()
    {
        var request = new TransactWriteItemsRequest { TransactItems = [_table.Add("a", 1)], ClientRequestToken = Guid.NewGuid().ToString() };
        await dynamoDb.Client.TransactWriteItemsAsync(request);
        await dynamoDb.Client.TransactWriteItemsAsync(request);
        Assert.Equal([2], await _table.ReadAsync("a"));

        request.TransactItems = [_table.Add("b", 1)];
        await Assert.ThrowsAsync<IdempotentParameterMismatchException>(() => dynamoDb.Client.TransactWriteItemsAsync(request));
    }
}
